package kr.ondam.channel.kakao;

import java.util.Set;

/// How one dealer's interface looks.
///
/// @param sendPath appended to the account's base URL
/// @param endPath where a session is ended, appended likewise
/// @param typeField which field names the kind of a bubble
/// @param nestedAttachment whether media stand in `attachment` rather than at the top
/// @param mediaHosts where photos and files of customers lie
record Profile(
    String name,
    String sendPath,
    String endPath,
    String idHeader,
    String secretHeader,
    String typeField,
    String textType,
    String imageType,
    String fileType,
    boolean nestedAttachment,
    Set<String> mediaHosts) {
  private static final Set<String> KAKAO = Set.of("talk.kakaocdn.net", "dn-m.talk.kakao.com");

  private static final Profile V1 =
      new Profile(
          "happytalk-v1",
          "/v1/chat/write",
          "/v1/chat/end",
          "HT-Client-Id",
          "HT-Client-Secret",
          "message_type",
          "TX",
          "IM",
          "FI",
          false,
          KAKAO);
  private static final Profile V3 =
      new Profile(
          "happytalk-v3",
          "/kakaoWebhook/v3/bzc/chat/send/plain",
          "/kakaoWebhook/v3/bzc/chat/end",
          "HT-Client-Id",
          "HT-Client-Secret",
          "chat_bubble_type",
          "TEXT",
          "IMAGE",
          "FILE",
          true,
          KAKAO);

  /// The profile of that name; an unknown or empty name is the newest.
  static Profile named(String name) {
    return name.equals(V1.name()) ? V1 : V3;
  }
}
