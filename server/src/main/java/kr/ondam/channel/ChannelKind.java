package kr.ondam.channel;

/// The kinds of transport a tenant can connect.
public enum ChannelKind {
  /// 카카오 상담톡
  KAKAO_COUNSEL,
  /// 카카오 챗봇(스킬)
  KAKAO_SKILL,
  /// 문자 over SMPP
  SMS_SMPP,
  /// 문자 over HTTP
  SMS_HTTP,
  /// 웹채팅
  WEB_CHAT,
  /// 챗봇
  BOT;

  /// Whether it is 문자, where a message that is too long does not go at all.
  public boolean texts() {
    return this == SMS_SMPP || this == SMS_HTTP;
  }
}
