package kr.ondam.console.problems;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.console.live.MaskedName;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.customer.CustomerId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Reads what the page shows of one tenant, the newest first.
final class ProblemReader {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");

  private final ProblemsParts parts;
  private final TenantId tenant;

  ProblemReader(ProblemsParts parts, TenantId tenant) {
    this.parts = parts;
    this.tenant = tenant;
  }

  /// Whose problems they are.
  TenantId tenant() {
    return tenant;
  }

  List<ProblemRow> problems(@Nullable ProblemRow last, int most) {
    var channels = channels();
    Map<String, String> agents = new HashMap<>();
    parts.agents().users(tenant).forEach(user -> agents.put(user.id().toString(), user.name()));
    return parts.open().problems(tenant, last == null ? null : last.problem().id(), most).stream()
        .map(problem -> {
          var message = problem.message();
          var conversation = problem.conversation();
          boolean byAgent = message.author().kind() == AuthorKind.AGENT;
          return new ProblemRow(
              problem,
              time(message.at()),
              customer(conversation.customer()),
              name(channels, conversation.account().value()),
              byAgent ? agents.getOrDefault(message.author().id(), "") : "");
        })
        .toList();
  }

  List<NoticeRow> notices(@Nullable NoticeRow last, int most) {
    var channels = channels();
    return parts
        .notices()
        .problems(tenant, last == null ? null : last.notice().position(), most)
        .stream()
        .map(notice ->
            new NoticeRow(
                notice,
                time(notice.createdAt()),
                customer(notice.customer()),
                name(channels, notice.account().value())))
        .toList();
  }

  private String customer(CustomerId id) {
    return parts
        .customers()
        .find(tenant, id)
        .map(c -> MaskedName.of(c.name(), c.phone()))
        .orElse("");
  }

  /// How many problems of all kinds nobody has seen to.
  int open() {
    return parts.open().open(tenant);
  }

  List<LetterRow> letters(@Nullable LetterRow last, int most) {
    var channels = channels();
    return parts.open().letters(tenant, last == null ? null : last.letter().id(), most).stream()
        .map(letter ->
            new LetterRow(
                letter,
                time(letter.at()),
                name(channels, letter.account().value()),
                letter.raw().getBytes(StandardCharsets.UTF_8).length))
        .toList();
  }

  private Map<String, String> channels() {
    Map<String, String> names = new HashMap<>();
    for (ChannelAccount account : parts.channels().accounts(tenant)) {
      names.put(account.id().value(), account.name());
    }
    return names;
  }

  private static String name(Map<String, String> channels, String id) {
    return channels.getOrDefault(id, id);
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(parts.zone()));
  }
}
