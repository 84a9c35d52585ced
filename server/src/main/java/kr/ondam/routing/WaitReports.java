package kr.ondam.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import kr.ondam.conversation.ConversationId;
import kr.ondam.rules.Candidate;
import kr.ondam.rules.Candidate.Obstacle;
import kr.ondam.rules.Outlook;
import kr.ondam.rules.Partition;
import kr.ondam.rules.Place;
import kr.ondam.rules.file.QueueRule;
import org.jspecify.annotations.Nullable;

/// Looks at what a waiting conversation waits for.
final class WaitReports {
  /// Partitions of more agents are not looked at one by one for every choice.
  static final int READABLE = 300;

  private static final int MOST_CANDIDATES = 12;

  private static final Comparator<Candidate> NEAREST =
      Comparator.<Candidate, Boolean>comparing(one -> one.obstacle() == Obstacle.SKILL_MISSING)
          .thenComparing(one -> one.obstacle() == Obstacle.AGENT_CLOSED)
          .thenComparing(one -> one.key().key())
          .thenComparing(one -> one.key().since())
          .thenComparing(one -> one.key().agent());

  private WaitReports() {}

  /// Empty for a conversation that does not wait.
  static Optional<WaitReport> of(ConversationId id, Book book, Partition engine) {
    var tracked = book.conversation(id);
    if (tracked.isEmpty()) {
      return Optional.empty();
    }
    return engine
        .explain(book.conversations.of(id))
        .filter(outlook ->
            outlook.place() instanceof Place.Waiting || outlook.place() instanceof Place.Parked)
        .map(outlook -> report(tracked.get(), outlook, book));
  }

  private static WaitReport report(Tracked tracked, Outlook outlook, Book book) {
    Map<Obstacle, Integer> obstacles = new EnumMap<>(Obstacle.class);
    outlook.candidates().forEach(one -> obstacles.merge(one.obstacle(), 1, Integer::sum));
    var skills = book.skills(tracked, outlook.step());
    boolean widens = outlook.wideningAt().isPresent();
    Optional<QueueRule.RelaxationRule> next =
        book.rule(tracked.queue, tracked.centre)
            .flatMap(rule ->
                rule.relaxations().stream().skip(outlook.step()).findFirst().filter(_ -> widens));
    boolean kept = outlook.heldFor() != Partition.NOBODY;
    return new WaitReport(
        tracked.id,
        book.name(tracked.queue),
        Instant.ofEpochMilli(outlook.at()),
        tracked.waitingSince,
        outlook.position(),
        tracked.front,
        outlook.step(),
        skills,
        outlook.skilled(),
        obstacles,
        people(outlook, skills, book),
        instant(outlook.wideningAt()),
        widens ? book.skills(tracked, outlook.step() + 1) : Map.of(),
        next.map(QueueRule.RelaxationRule::scope).orElse(null),
        book.crosses(),
        next.map(QueueRule.RelaxationRule::at).orElse(null),
        instant(outlook.overdueAt()),
        book.rule(tracked.queue, tracked.centre)
            .flatMap(QueueRule::longestWait)
            .map(wait -> List.of(wait.action().korean(), wait.action().english()))
            .orElse(List.of()),
        tracked.parkedUntil,
        kept ? book.agents.id(outlook.heldFor()) : null,
        kept ? Instant.ofEpochMilli(outlook.heldUntil()) : null,
        tracked.attention);
  }

  private static @Nullable Instant instant(OptionalLong millis) {
    return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
  }

  private static List<WaitReport.Person> people(
      Outlook outlook, Map<String, Integer> skills, Book book) {
    List<WaitReport.Person> people = new ArrayList<>();
    outlook.candidates().stream()
        .sorted(NEAREST)
        .limit(MOST_CANDIDATES)
        .forEach(one ->
            people.add(
                new WaitReport.Person(
                    book.agents.id(one.key().agent()),
                    one.obstacle(),
                    one.until() > 0 ? Instant.ofEpochMilli(one.until()) : null,
                    one.obstacle() == Obstacle.SKILL_MISSING
                        ? Explanation.lacks(one, skills, book)
                        : new TreeMap<>())));
    return people;
  }
}
