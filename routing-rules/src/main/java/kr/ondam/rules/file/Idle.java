package kr.ondam.rules.file;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Finds what stands in the files of a centre and does nothing, or keeps everybody out.
final class Idle {
  private final TenantReader.Effective effective;
  private final RuleSet rules;
  private final Findings findings;

  Idle(TenantReader.Effective effective, Findings findings) {
    this.effective = effective;
    this.rules = effective.rules();
    this.findings = findings;
  }

  void check() {
    for (Node.Fields entry : Tree.entries(effective.root(), Key.QUEUES)) {
      rules.queue(Tree.word(entry, Key.NAME, "")).ifPresent(queue -> check(entry, queue));
    }
    checkBusinessDays();
    checkDesk();
  }

  private void check(Node.Fields entry, QueueRule queue) {
    Node.Text redirected = Tree.text(entry, Key.AFTER_HOURS_QUEUE);
    if (redirected != null && queue.afterHours() != AfterHours.OTHER_QUEUE) {
      findings.warning(
          redirected,
          "시간외가 '다른큐' 가 아니라서 '시간외큐' 는 쓰이지 않습니다",
          "'after-hours-queue' is not used, because after-hours is not 'other-queue'");
    }
    checkTarget(Tree.fields(entry, Key.LONGEST_WAIT));
    checkTarget(Tree.fields(entry, Key.LIMIT));
    if (Tree.fields(entry, Key.SKILLS) instanceof Node.Fields skills && skills.fields().isEmpty()) {
      findings.warning(
          skills,
          "기술이 비어 있어 '" + queue.name() + "' 큐는 누구나 받습니다",
          "no skill is asked for, so anybody serves '" + queue.name() + "'");
    }
    checkSteps(entry, queue);
  }

  private void checkTarget(Node.@Nullable Fields described) {
    Node.Text target = Tree.text(described, Key.QUEUES);
    Optional<WaitAction> action = Tree.choice(described, Key.ACTION, WaitAction.values());
    if (target != null && action.isPresent() && action.get() != WaitAction.OTHER_QUEUE) {
      findings.warning(
          target,
          "처리가 '다른큐' 가 아니라서 '큐' 는 쓰이지 않습니다",
          "'queue' is not used, because the action is not 'other-queue'");
    }
  }

  private void checkSteps(Node.Fields entry, QueueRule queue) {
    List<Node.Fields> steps = Tree.entries(entry, Key.RELAXATIONS);
    SortedMap<String, Integer> skills = queue.skills();
    Scope scope = Scope.CENTRE;
    for (int i = 0; i < Math.min(steps.size(), queue.relaxations().size()); i++) {
      QueueRule.RelaxationRule step = queue.relaxations().get(i);
      if (step.skills().equals(skills) && step.scope() == scope) {
        findings.warning(
            steps.get(i),
            "이 완화는 아무것도 넓히지 않습니다. 기술이나 범위를 적으세요",
            "this relaxation widens nothing; name skills or a scope");
      }
      skills = step.skills();
      scope = step.scope();
    }
  }

  private void checkBusinessDays() {
    Node.Fields calendar = Tree.fields(effective.root(), Key.CALENDAR);
    Node listed = calendar == null ? null : calendar.get(Key.BUSINESS_DAYS.korean());
    for (Node.Text day : Tree.texts(listed)) {
      Optional<LocalDate> date = Quantity.date(day.value());
      if (date.isPresent()
          && rules.calendar().covers(date.get().getYear())
          && !rules.calendar().isHoliday(date.get())) {
        findings.warning(
            day,
            day.value() + "은(는) 쉬는 날이 아니라서 '영업일로' 가 바꾸는 것이 없습니다",
            day.value() + " is no holiday, so 'business-days' changes nothing");
      }
    }
  }

  /// Whoever holds more than others is in a group of agents, so only what fits nobody is told.
  private void checkDesk() {
    Node.Fields capacity = Tree.fields(effective.root(), Key.CAPACITY);
    if (capacity == null) {
      return;
    }
    List<CapacityRule> desks = new ArrayList<>(List.of(rules.capacity()));
    rules.groups().groups().forEach(group -> desks.add(group.capacity()));
    if (desks.stream().allMatch(desk -> desk.total().orElse(1) == 0)) {
      findings.warning(
          Tree.at(capacity, Key.TOTAL),
          "총량이 0이라 아무도 상담을 받을 수 없습니다",
          "with a total of 0 nobody can take anything");
      return;
    }
    rules
        .capacity()
        .channels()
        .forEach((channel, share) -> {
          if (desks.stream().noneMatch(desk -> desk.fits(channel))) {
            checkShare(capacity, channel, share);
          }
        });
  }

  private void checkShare(Node.Fields capacity, String channel, CapacityRule.Share share) {
    Node.Fields channels = Tree.fields(capacity, Key.CHANNEL);
    Node described = channels == null ? null : channels.get(channel);
    if (!(described instanceof Node.Fields fields)) {
      return;
    }
    if (share.most() == 0) {
      findings.warning(
          Tree.at(fields, Key.MOST),
          channel + "의 최대가 0이라 아무도 받을 수 없습니다",
          "with a maximum of 0 nobody can take " + channel);
    } else {
      int total = rules.capacity().desk();
      findings.warning(
          Tree.at(fields, Key.WEIGHT_UNITS),
          channel + "의 무게(" + share.weight() + ")가 총량(" + total + ")보다 커서 아무도 받을 수 없습니다",
          "the weight of "
              + channel
              + " ("
              + share.weight()
              + ") exceeds the total ("
              + total
              + "), so nobody can take it");
    }
  }
}
