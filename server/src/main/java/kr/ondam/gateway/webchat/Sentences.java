package kr.ondam.gateway.webchat;

/// What a customer reads when a chat cannot be opened.
record Sentences(
    String unknownKey,
    String foreignPage,
    String unknownVisitor,
    String formNeeded,
    String badName,
    String badPhone,
    String consentNeeded) {
  private static final Sentences KOREAN =
      new Sentences(
          "채팅 상담을 찾을 수 없습니다.",
          "이 사이트에서는 채팅 상담을 이용할 수 없습니다.",
          "이전 방문을 확인할 수 없습니다. 다시 입력해 주세요.",
          "상담을 시작하려면 이름과 동의가 필요합니다.",
          "이름을 1자에서 40자로 입력해 주세요.",
          "휴대전화 번호를 확인해 주세요. 예: 010-1234-5678",
          "개인정보 수집·이용에 동의해 주세요.");
  private static final Sentences ENGLISH =
      new Sentences(
          "This chat does not exist.",
          "Chat is not available on this site.",
          "Your earlier visit could not be confirmed. Please fill in the form again.",
          "Your name and your consent are needed to start.",
          "Please enter a name of 1 to 40 characters.",
          "Please check the number, for example 010-1234-5678.",
          "Please agree to the use of your personal data.");

  static Sentences of(String locale) {
    return locale.startsWith("en") ? ENGLISH : KOREAN;
  }
}
