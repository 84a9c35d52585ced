package kr.ondam.channel.alimtalk;

import java.util.List;
import java.util.Optional;
import kr.ondam.channel.ProfileFiles;
import tools.jackson.databind.JsonNode;

/// How one dealer of 알림톡 wants to be spoken to, as its file in `resources/alimtalk` says.
///
/// | key | holds |
/// |---|---|
/// | `settings` | what an account must or may have: `required`, `secret`, `optional-secret` |
/// | `base` | the dealer's address unless the account names another |
/// | `send` | `path`, `headers`, `fields`; `into`, the place in the fields where the rest goes; `variables`, the name under which a template's variables go there |
/// | `button` | what is added for the template's button |
/// | `failover` | what is added so that the dealer sends a text message where 알림톡 fails |
/// | `auth` | headers with secrets |
/// | `answer` | where the `codes` stand, of which all must be `ok`; `accepted` names those of a repeated call |
/// | `verify` | the header with the secret by which the dealer's calls are known |
/// | `reports` | what stands where in them; `open` are codes that say nothing final |
/// | `accepted` | what the dealer wants to hear |
final class NoticeProfile {
  private static final String FOLDER = "alimtalk";

  private final JsonNode root;

  private NoticeProfile(JsonNode root) {
    this.root = root;
  }

  /// The names there are, in alphabetical order.
  static List<String> names() {
    return ProfileFiles.names(FOLDER);
  }

  /// Empty when there is no such file.
  static Optional<NoticeProfile> named(String name) {
    return ProfileFiles.read(FOLDER, name).map(NoticeProfile::new);
  }

  JsonNode section(String name) {
    return root.path(name);
  }

  String text(String name) {
    return root.path(name).asString("");
  }
}
