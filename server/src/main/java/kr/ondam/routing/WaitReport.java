package kr.ondam.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.rules.Candidate.Obstacle;
import kr.ondam.rules.English;
import kr.ondam.rules.file.Position;
import kr.ondam.rules.file.Scope;
import kr.ondam.rules.language.Particle;
import org.jspecify.annotations.Nullable;

/// What a waiting conversation waits for, as it stands at one instant (routing.md 7.2).
///
/// @param queue the queue's name
/// @param since where its age starts
/// @param position in its queue's order of service, from 1; 0 when it does not wait
/// @param front whether it stands before its whole class because its agent was lost
/// @param skills asked for now, with levels
/// @param skilled how many agents have what is asked for
/// @param obstacles how many agents stand behind each
/// @param candidates a few of the agents, the nearest first
/// @param wideningAt when the next widening takes place, null for never
/// @param widened skills asked for from then on
/// @param widenedTo how far it may go from then on, null where no rules say
/// @param crosses whether any agreement lets conversations of the tenant leave it
/// @param widenedBy where that step stands, null where no rules say
/// @param overdueAt when the longest wait is over, null for never
/// @param overdueAction what happens then, in Korean and English
/// @param opensAt when it begins to wait, null when it is not out of hours
/// @param heldFor agent it is kept for until `heldUntil`, null for nobody
public record WaitReport(
    ConversationId conversation,
    String queue,
    Instant at,
    Instant since,
    int position,
    boolean front,
    int step,
    Map<String, Integer> skills,
    int skilled,
    Map<Obstacle, Integer> obstacles,
    List<Person> candidates,
    @Nullable Instant wideningAt,
    Map<String, Integer> widened,
    @Nullable Scope widenedTo,
    boolean crosses,
    @Nullable Position widenedBy,
    @Nullable Instant overdueAt,
    List<String> overdueAction,
    @Nullable Instant opensAt,
    @Nullable AgentId heldFor,
    @Nullable Instant heldUntil,
    Attention attention) {
  public WaitReport {
    skills = Map.copyOf(skills);
    obstacles = Map.copyOf(obstacles);
    candidates = List.copyOf(candidates);
    widened = Map.copyOf(widened);
    overdueAction = List.copyOf(overdueAction);
  }

  /// An agent and what stands in the way.
  ///
  /// @param until when it goes by itself, null when it does not
  /// @param lacks skills with the level that is asked for
  public record Person(
      AgentId agent, Obstacle obstacle, @Nullable Instant until, Map<String, Integer> lacks) {
    public Person {
      lacks = Map.copyOf(lacks);
    }
  }

  Reasons reasons(AgentWords words) {
    var lines = new Reasons.Lines();
    var opens = opensAt;
    if (opens != null) {
      lines.add(
          "큐 "
              + Particle.TOPIC.after(queue)
              + " 영업시간이 아닙니다. "
              + words.moment(opens)
              + "에 대기를 시작합니다",
          "queue " + queue + " is closed; it begins to wait at " + words.moment(opens));
      return lines.done();
    }
    long age = at.toEpochMilli() - since.toEpochMilli();
    lines.add(
        "큐 " + queue + "에서 " + position + "번째로 기다립니다 (도착한 지 " + Values.korean(age) + ")",
        "number "
            + position
            + " in queue "
            + queue
            + ", "
            + Values.english(age)
            + " after arrival");
    if (front) {
      lines.add(
          "상담사를 잃은 상담이라 같은 순위에서 맨 앞에 섭니다",
          "it has lost its agent and so stands before all others of its class");
    }
    called(lines);
    able(lines);
    next(lines, words);
    var kept = heldFor;
    String first = kept == null ? "" : words.name(kept);
    for (var one : candidates) {
      var until = one.until();
      long millis = until == null ? 0 : until.toEpochMilli();
      String name = words.name(one.agent());
      var stand = new AgentWords.Stand(one.obstacle(), one.lacks(), millis, first);
      lines.add(name + ": " + words.korean(stand), name + ": " + words.english(stand));
    }
    return lines.done();
  }

  private void called(Reasons.Lines lines) {
    switch (attention) {
      case MANAGER -> lines.add("관리자를 불렀습니다", "a manager has been called");
      case CALLBACK -> lines.add("콜백예약으로 끝납니다", "it ends with a callback");
      case NONE -> {}
    }
  }

  private void able(Reasons.Lines lines) {
    List<String> ko = new ArrayList<>();
    List<String> en = new ArrayList<>();
    for (var obstacle : Obstacle.values()) {
      int count = obstacles.getOrDefault(obstacle, 0);
      if (count > 0 && obstacle != Obstacle.SKILL_MISSING) {
        ko.add(AgentWords.korean(obstacle) + " " + count + "명");
        en.add(count + " " + AgentWords.english(obstacle));
      }
    }
    lines.add(
        "필요한 기술("
            + Values.skills(skills)
            + ")을 갖춘 상담사 "
            + skilled
            + "명"
            + (ko.isEmpty() ? "" : ": " + String.join(", ", ko)),
        English.count(skilled, "agent has", "agents have")
            + " what is asked for ("
            + Values.skills(skills)
            + ")"
            + (en.isEmpty() ? "" : ": " + String.join(", ", en)));
  }

  private void next(Reasons.Lines lines, AgentWords words) {
    var agent = heldFor;
    var until = heldUntil;
    if (agent != null && until != null) {
      String time = words.time(until.toEpochMilli());
      lines.add(
          "이력상담사 " + Particle.OBJECT.after(words.name(agent)) + " " + time + "까지 기다립니다",
          "kept for " + words.name(agent) + ", who knows the customer, until " + time);
    }
    var widening = wideningAt;
    if (widening != null) {
      String time = words.time(widening.toEpochMilli());
      var to = widenedTo;
      boolean ends = to == Scope.GROUP && !crosses;
      String place = widenedBy == null ? "" : " (" + widenedBy + ")";
      lines.add(
          time
              + "에 완화 "
              + (step + 1)
              + "단계: "
              + Values.skills(widened)
              + (to == null ? "" : ", 범위 " + to.korean() + (ends ? "(협약이 없어 계열사까지)" : ""))
              + place,
          "widened at "
              + time
              + ", step "
              + (step + 1)
              + ": "
              + Values.skills(widened)
              + (to == null
                  ? ""
                  : ", scope "
                      + to.english()
                      + (ends ? " (no agreement: as far as the affiliate)" : ""))
              + place);
    }
    var overdue = overdueAt;
    if (overdue != null && overdueAction.size() == 2) {
      String time = words.time(overdue.toEpochMilli());
      lines.add(
          time + "에 최대대기 처리: " + overdueAction.get(0),
          "longest wait over at " + time + ": " + overdueAction.get(1));
    }
  }
}
