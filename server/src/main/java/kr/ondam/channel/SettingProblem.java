package kr.ondam.channel;

/// A setting of a channel account that cannot be used.
///
/// @param value what was given, empty where it is missing
public record SettingProblem(String key, String value, String expected) {}
