package kr.ondam.event;

/// A fact with its place in the stream. Positions only grow, also over a restart, and are unique in
/// the installation.
public record Published(long position, Fact fact) {}
