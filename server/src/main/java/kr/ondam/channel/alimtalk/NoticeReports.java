package kr.ondam.channel.alimtalk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.StrictJson;
import tools.jackson.databind.JsonNode;

/// Reads what dealers tell of notices.
final class NoticeReports {
  private static final int MOST = 1000;

  private final StrictJson json;

  NoticeReports(StrictJson json) {
    this.json = json;
  }

  Parsed read(ChannelAccount account, JsonNode section, RawRequest request, Instant at) {
    return switch (json.read(request.body())) {
      case StrictJson.Reading.Broken(var code) -> new Parsed.Malformed(400, code);
      case StrictJson.Reading.Document(var root, var _) -> reports(account, section, root, at);
    };
  }

  private static Parsed reports(
      ChannelAccount account, JsonNode section, JsonNode root, Instant at) {
    List<JsonNode> items = new ArrayList<>();
    var each = root.at(section.path("each").asString(""));
    if (each.isArray()) {
      each.forEach(items::add);
    } else {
      items.add(each);
    }
    if (items.size() > MOST) {
      return new Parsed.Unreadable("too_many");
    }
    List<DeliveryReport> reports = new ArrayList<>();
    String unreadable = null;
    for (JsonNode item : items) {
      var reference = reference(item, section);
      if (reference.isEmpty()) {
        unreadable = "missing_reference";
        continue;
      }
      var code = item.at(section.path("state").asString("")).asString("");
      if (code.isEmpty()) {
        unreadable = "missing_code";
        continue;
      }
      var state =
          names(section, "delivered", code)
              ? DeliveryReport.State.DELIVERED
              : names(section, "open", code)
                  ? DeliveryReport.State.SENT
                  : DeliveryReport.State.FAILED;
      var detail = item.at(section.path("detail").asString("")).asString("");
      reports.add(
          new DeliveryReport(
              account.tenant(),
              account.id(),
              List.of(reference),
              null,
              state,
              state == DeliveryReport.State.FAILED ? (code + " " + detail).strip() : "",
              at));
    }
    return unreadable != null && reports.isEmpty()
        ? new Parsed.Unreadable(unreadable)
        : new Parsed.Reported(reports, unreadable);
  }

  /// The dealer's name of a notice, with its number where one name stands for several; empty where
  /// there is none that could be one.
  static String reference(JsonNode root, JsonNode section) {
    var reference = root.at(section.path("reference").asString("")).asString("");
    var place = section.path("number").asString("");
    var number = place.isEmpty() ? "" : root.at(place).asString("");
    var all = number.isEmpty() || reference.isEmpty() ? reference : reference + "/" + number;
    return all.length() > 128 || all.chars().anyMatch(Character::isISOControl) ? "" : all;
  }

  static boolean names(JsonNode section, String list, String word) {
    for (JsonNode item : section.path(list)) {
      if (item.asString().equals(word)) {
        return true;
      }
    }
    return false;
  }
}
