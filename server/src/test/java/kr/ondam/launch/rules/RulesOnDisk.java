package kr.ondam.launch.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kr.ondam.rules.file.Inventory;
import kr.ondam.time.VirtualTime;

/// A folder of rule files with the group and two tenants, in virtual time.
final class RulesOnDisk {
  static final String GROUP = "group.yaml";
  static final String LIFE = "life.yaml";
  static final String CARD = "card.yaml";

  static final Instant START = Instant.parse("2026-11-24T01:00:00Z");

  private static final String GROUP_TEXT =
      """
      문서: 상담배정규칙/1
      대상: 그룹
      버전: "1"
      어휘:
        채널: [카카오톡, 웹채팅]
        고객등급: [VIP, 일반]
        문의유형: [보험금청구, 기타]
        기술: [상담기본, 보험금]
      큐:
        - 이름: 일반
          기술: {상담기본: 1}
          순위: 2
          목표: {응답: 60초, 비율: 80}
      가점:
        - {이름: VIP 우대, 조건: "고객.등급 == 'VIP'", 가점: 2분}
      분류:
        - {이름: 나머지는 일반, 조건: "참", 큐: 일반}
      """;

  private static final String LIFE_TEXT =
      """
      문서: 상담배정규칙/1
      대상: {계열사: 한빛생명}
      큐:
        - 이름: 보험금
          기술: {보험금: 2}
          순위: 1
          목표: {응답: 60초, 비율: 80}
      분류:
        - {이름: 청구, 앞에: 나머지는 일반, 조건: "문의유형 == '보험금청구'", 큐: 보험금}
      하위:
        - 대상: {센터: 부산센터}
      시험:
        - 이름: 청구는 보험금으로
          상황: {센터: 부산센터, 채널: 카카오톡, 문의유형: 보험금청구, 때: 2026-11-24T10:00}
          기대: {큐: 보험금}
      """;

  private static final String CARD_TEXT =
      """
      문서: 상담배정규칙/1
      대상: {계열사: 한빛카드}
      """;

  private static final String GOAL = "기술: {보험금: 2}\n    순위: 1\n    목표: {응답: 60초, 비율: 80}";

  final Path folder;
  final VirtualTime time = new VirtualTime(START);
  final List<InForce> applied = new ArrayList<>();
  private int touches;

  RulesOnDisk(Path folder) {
    this.folder = folder;
    write(GROUP, GROUP_TEXT);
    write(LIFE, LIFE_TEXT);
    write(CARD, CARD_TEXT);
  }

  /// Rules over the folder, as of one process.
  RuleBooks books() {
    return books(Optional.empty());
  }

  RuleBooks books(Optional<Inventory> inventory) {
    return books(() -> inventory);
  }

  RuleBooks books(Supplier<Optional<Inventory>> inventory) {
    return new RuleBooks(
        folder, new RuleBooks.Surroundings(inventory, time, ZoneId.of("Asia/Seoul")));
  }

  /// The same, started; [#applied] fills.
  RuleBooks started() {
    RuleBooks books = books();
    books.start((now, _) -> applied.add(now));
    books.refresh();
    return books;
  }

  /// Changes the goal of a queue of 한빛생명, which is 60초.
  void changeGoal(String to) {
    replace(LIFE, GOAL, GOAL.replace("60초", to));
  }

  /// What the draft changes, a line each.
  static List<String> changes(RuleState state) {
    return state.changes().entrySet().stream()
        .flatMap(tenant ->
            tenant.getValue().stream()
                .map(change -> tenant.getKey() + " " + change.line().replaceAll(" \\(.*", "")))
        .distinct()
        .toList();
  }

  void replace(String name, String from, String to) {
    String text = read(name);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(from + " is not in " + name);
    }
    write(name, text.replace(from, to));
  }

  String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Each write gets another time, also when two fall into one tick of the disk's clock.
  void write(String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(folder);
      Files.write(file, bytes);
      Files.setLastModifiedTime(
          file, java.nio.file.attribute.FileTime.from(START.plusSeconds(++touches)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Wish wish(String why) {
    return new Wish("최관리", why, Optional.empty());
  }
}
