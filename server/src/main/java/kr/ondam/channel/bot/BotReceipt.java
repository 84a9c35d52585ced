package kr.ondam.channel.bot;

/// What a bot hears when its post was taken, or when it is to believe so.
///
/// @param status 200 to 299
public record BotReceipt(int status, String contentType, String body) {}
