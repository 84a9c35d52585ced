package kr.ondam.channel.kakao;

import java.util.List;
import java.util.Set;

/// How one dealer's interface looks.
///
/// @param typeField which field names the kind of a bubble
/// @param linkedType the kind of a bubble with buttons
/// @param nestedAttachment whether media and buttons stand in `attachment` rather than at the top
/// @param quickReplies whether there are quick replies beside buttons
/// @param mediaHosts where photos and files of customers lie
record Profile(
    String name,
    Paths paths,
    String idHeader,
    String secretHeader,
    String typeField,
    String textType,
    String imageType,
    String fileType,
    String linkedType,
    boolean nestedAttachment,
    boolean quickReplies,
    Set<String> mediaHosts) {
  /// What is appended to the account's base URL.
  ///
  /// @param send for words, pictures and files
  /// @param linked for bubbles with buttons or quick replies
  /// @param end where a session is ended
  /// @param image where a picture is handed over before it is sent
  /// @param file the same for other files
  record Paths(String send, String linked, String end, String image, String file) {}

  private static final Set<String> KAKAO = Set.of("talk.kakaocdn.net", "dn-m.talk.kakao.com");

  private static final Profile V1 =
      new Profile(
          "happytalk-v1",
          new Paths(
              "/v1/chat/write",
              "/v1/chat/write",
              "/v1/chat/end",
              "/v1/image/upload",
              "/v1/file/upload"),
          "HT-Client-Id",
          "HT-Client-Secret",
          "message_type",
          "TX",
          "IM",
          "FI",
          "LI",
          false,
          true,
          KAKAO);
  private static final Profile V3 =
      new Profile(
          "happytalk-v3",
          new Paths(
              "/kakaoWebhook/v3/bzc/chat/send/plain",
              "/kakaoWebhook/v3/bzc/chat/send/rich",
              "/kakaoWebhook/v3/bzc/chat/end",
              "/kakaoWebhook/v3/bzc/image/upload",
              "/kakaoWebhook/v3/bzc/file/upload"),
          "HT-Client-Id",
          "HT-Client-Secret",
          "chat_bubble_type",
          "TEXT",
          "IMAGE",
          "FILE",
          "TEXT",
          true,
          false,
          KAKAO);

  /// The names there are, the newest first.
  static List<String> names() {
    return List.of(V3.name(), V1.name());
  }

  /// The profile of that name; an unknown or empty name is the newest.
  static Profile named(String name) {
    return name.equals(V1.name()) ? V1 : V3;
  }
}
