package kr.ondam.dist;

/// The names by which a browser test finds its tenant.
///
/// @param name what the tenant is called on screen
/// @param suffix what stands after every sign-in name
/// @param kakaoKey in the path of the dealer's calls
/// @param senderKey the dealer's own name of the account
/// @param webKey of the web chat
/// @param smsKey in the path of the text message provider's calls
/// @param apiKey of a program
record Place(
    String name,
    String suffix,
    String kakaoKey,
    String senderKey,
    String webKey,
    String smsKey,
    String apiKey) {
  /// 한빛생명 of the group that is shipped.
  static Place demo(String apiKey) {
    return new Place(
        "한빛생명",
        "",
        "k_life_kakao_0001",
        "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
        "pub_life_1",
        "none",
        apiKey);
  }

  /// One of the tenants that exist for tests only.
  static Place numbered(int number) {
    return new Place(
        "한빛생명 " + number + "호점",
        Integer.toString(number),
        "k_t%d_kakao_0001".formatted(number),
        Office.senderKey(number),
        "pub_t%d_1".formatted(number),
        "sms_t%d_0001".formatted(number),
        "t%d-api-key-6b1f0c7e52d94a83".formatted(number));
  }
}
