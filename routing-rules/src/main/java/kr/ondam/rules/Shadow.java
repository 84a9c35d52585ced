package kr.ondam.rules;

/// Marks a conversation that another partition owns and an agent here may take (routing.md 4.7).
///
/// @param origin number of the owning partition
/// @param claim number of the latest claim made for it, 0 for none
public record Shadow(long origin, long claim) {}
