package kr.ondam.channel.webchat;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where the form stands that a visitor answers. The `cmid` of the answers says it,
/// `form_{conversation}_{seq}_{part}`, so that a form is answered once from however many tabs.
///
/// @param conversation as the widget knows it
/// @param seq of the message with the form, from 1
/// @param part place of the form in its message, from 0
public record FormPlace(String conversation, long seq, int part) {
  private static final Pattern CMID =
      Pattern.compile("form_([A-Za-z0-9-]{1,36})_([1-9][0-9]{0,11})_([0-9]{1,2})");

  /// Empty for the `cmid` of anything else.
  static Optional<FormPlace> of(String cmid) {
    var matcher = CMID.matcher(cmid);
    return matcher.matches()
        ? Optional.of(
            new FormPlace(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }
}
