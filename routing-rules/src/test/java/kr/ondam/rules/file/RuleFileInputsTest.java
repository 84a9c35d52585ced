package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Bad input as a file: encoding, YAML, keys, names (rows RR of the catalogue).
final class RuleFileInputsTest {
  private static final String RULES = RuleFiles.QUEUES + "분류:\n";

  @Test
  void RR01_anEmptyFileHasNoRulesAndIsWarnedOf() {
    RuleFiles files = RuleFiles.examples().and("empty.yaml", "# nothing yet\n");
    assertThat(files.warnings()).contains("empty.yaml:1:1: 경고: 파일이 비어 있어 아무 규칙도 없습니다");
    assertThat(files.read()).isInstanceOf(Reading.Accepted.class);
  }

  @Test
  void RR01_aTenantWithoutAFileUsesTheRulesOfTheGroup() {
    Inventory known = new Inventory(List.of(tenant("한빛생명"), tenant("한빛카드"), tenant("한빛증권")));
    RuleFiles files = RuleFiles.examples().with(known);
    assertThat(files.warnings()).anyMatch(line -> line.endsWith("경고: 한빛증권의 규칙 파일이 없어 그룹 규칙만 씁니다"));
    RuleSet base = ((Reading.Accepted) files.read()).book().tenant("한빛증권").orElseThrow().base();
    assertThat(base.queues()).extracting(QueueRule::name).containsExactly("일반", "긴급민원");
  }

  @Test
  void RR01_noFileAtAllLeavesTheQueueToTheHost() {
    Inventory known = new Inventory(List.of(tenant("한빛생명")));
    Reading reading =
        RuleBook.read(List.of(), Optional.of(known), RuleFiles.HOLIDAYS, RuleFiles.TODAY);
    RuleSet base = ((Reading.Accepted) reading).book().tenant("한빛생명").orElseThrow().base();
    Classification found = base.classify(base.facts(0).build(), 0);
    assertThat(found.queue()).isEmpty();
    assertThat(found.open()).isTrue();
  }

  @Test
  void RR02_aSyntaxErrorTouchesItsTenantOnly() {
    Reading reading = RuleFiles.examples().with("hanbit-life.yaml", "{보험금: 3}", "{보험금: 3").read();
    assertThat(reading).isInstanceOf(Reading.Rejected.class);
    Reading.Rejected rejected = (Reading.Rejected) reading;
    assertThat(rejected.intact()).containsOnlyKeys("한빛카드");
    assertThat(rejected.diagnostics())
        .allMatch(finding -> finding.at().file().equals("hanbit-life.yaml"));
  }

  @Test
  void RR04_anUnknownKeyIsNamedWithTheOneMeant() {
    assertThat(RuleFiles.examples().with("hanbit-life.yaml", "순위: 1", "순의: 1").errors().getFirst())
        .startsWith("hanbit-life.yaml:11:5: 오류: '큐'에는 '순의' 항목이 없습니다. 혹시 '순위' 인가요? (있는 항목: ");
  }

  @Test
  void RR04_RR05_RR06_RR57_mistakesInAConditionAreFoundWhenLoading() {
    assertThat(condition("고객.등금 == 'VIP'")).contains("혹시 '고객.등급' 인가요?");
    assertThat(condition("random() < 5")).contains("t.yaml:17:").contains("오류");
    assertThat(condition("현재.시각 > 'abc'")).contains("오류");
    assertThat(condition("고객.등급 = 'VIP'")).contains("==");
  }

  @Test
  void RR09_RR13_hostileConditionsAreRefused() {
    assertThat(condition("(".repeat(1_000) + "참" + ")".repeat(1_000))).contains("오류");
    assertThat(condition("첫문장 == 'unfinished")).contains("오류");
  }

  /// Rules lead to queues only: there is no target agent with an `else`, no percentage, no
  /// automatic reply and no call to an address. Whoever writes one is told where.
  @Test
  void RR25_RR30_RR52_RR53_RR54_RR56_whatRulesCannotDoIsRefusedWhereItStands() {
    for (String action :
        List.of(
            "상담사: kim",
            "비율: {일반: 60, 결제: 41}",
            "자동응답: '{{7*7}} ${env.PASSWORD}'",
            "응답반복: true",
            "웹훅: 'http://169.254.169.254/'")) {
      String key = action.substring(0, action.indexOf(':'));
      String rule = "  - {이름: 하나, 조건: \"참\", 큐: 일반, " + action + "}\n";
      assertThat(RuleFiles.small(RULES + rule).errors())
          .as(action)
          .singleElement()
          .asString()
          .startsWith("t.yaml:17:30: 오류: '분류'에는 '" + key + "' 항목이 없습니다.");
    }
  }

  @Test
  void RR14_noMoreThanAThousandRules() {
    StringBuilder rules = new StringBuilder(RULES);
    for (int i = 0; i < 1_001; i++) {
      rules.append("  - {이름: 규칙").append(i).append(", 조건: \"문의유형 == '해지'\", 큐: 일반}\n");
    }
    assertThat(RuleFiles.small(rules.toString()).errors())
        .containsExactly("t.yaml:17:3: 오류: 분류는 1000개를 넘을 수 없습니다 (1001개)");
  }

  @Test
  void RR18_theSameNameTwice() {
    String twice =
        RULES
            + "  - {이름: 가, 조건: \"문의유형 == '해지'\", 큐: 일반}\n"
            + "  - {이름: 가, 조건: \"문의유형 == '결제'\", 큐: 결제}\n"
            + RuleFiles.REST;
    assertThat(RuleFiles.small(twice).errors())
        .containsExactly("t.yaml:18:10: 오류: '가'가 두 번 있습니다 (처음: t.yaml:17:10)");
  }

  @Test
  void aKeyTwiceNamesBothPlaces() {
    assertThat(RuleFiles.small("가점상한: 1분\n가점상한: 2분\n").errors())
        .containsExactly("t.yaml:14:1: 오류: '가점상한'이 두 번 있습니다 (처음: t.yaml:13:1)");
    assertThat(RuleFiles.small("가점상한: 1분\nboost-cap: 2분\n").errors())
        .containsExactly("t.yaml:14:1: 오류: '가점상한'이 두 번 있습니다 (처음: t.yaml:13:1)");
  }

  @Test
  void RR21_anEntryPointThatStandsForNoTopic() {
    var files =
        RuleFiles.examples().with("group.yaml", "  고객태그: [", "  진입점: {claims: 보험금청규}\n  고객태그: [");
    assertThat(files.errors())
        .anySatisfy(error ->
            assertThat(error)
                .startsWith("group.yaml:")
                .contains("'보험금청규'는 문의유형 값이 아닙니다. 혹시 '보험금청구' 인가요?"));
  }

  @Test
  void RR22_aQueueOfAnotherTenant() {
    assertThat(RuleFiles.examples().with("hanbit-life.yaml", "큐: 해지방어", "큐: 분실신고").errors())
        .singleElement()
        .asString()
        .startsWith("hanbit-life.yaml:34:72: 오류: (서울센터) '분실신고' 큐는 다른 계열사의 큐라 쓸 수 없습니다");
  }

  @Test
  void RR44_RR45_RR46_wordsAreFoundWhateverTheirForm() {
    RuleSet set =
        RuleFiles.small(RULES + "  - {이름: 해지, 조건: \"첫문장 포함 목록.해지말\", 큐: 결제}\n" + RuleFiles.REST)
            .accepted()
            .tenant("가나")
            .orElseThrow()
            .base();
    for (String text : List.of("해지할게요", "\u1112\u1162\u110C\u1175", "이해지원 부탁", "해\u200B지")) {
      Classification found = set.classify(set.facts(0).put("첫문장", text).build(), 0);
      assertThat(found.queue().orElseThrow().name()).as(text).isEqualTo("결제");
    }
  }

  @Test
  void RR48_whatACustomerWritesSetsNoFact() {
    RuleSet set =
        RuleFiles.small(RULES + "  - {이름: 우수, 조건: \"고객.등급 == 'VIP'\", 큐: 결제}\n" + RuleFiles.REST)
            .accepted()
            .tenant("가나")
            .orElseThrow()
            .base();
    Classification found = set.classify(set.facts(0).put("첫문장", "고객.등급: VIP grade=VIP").build(), 0);
    assertThat(found.queue().orElseThrow().name()).isEqualTo("일반");
  }

  @Test
  void RR49_aFieldOutsideTheVocabularyCannotBeRead() {
    assertThat(condition("고객.주민번호 == '1'")).contains("항목이 없습니다");
  }

  @Test
  void RR60_nothingCanBeIncluded() {
    assertThat(RuleFiles.small("큐: !include ../other.yaml\n").errors())
        .singleElement()
        .asString()
        .startsWith("t.yaml:13:4: 오류: 태그(!)는 쓸 수 없습니다");
    assertThat(RuleFiles.small("include: /etc/passwd\n").errors())
        .singleElement()
        .asString()
        .startsWith("t.yaml:13:1: 오류: '파일'에는 'include' 항목이 없습니다");
  }

  @Test
  void RR61_byteOrderMarkAndWindowsLineEndsAreFine() {
    RuleFiles plain = RuleFiles.small(RULES + RuleFiles.REST);
    String text = plain.texts().getFirst().text();
    RuleText windows =
        RuleText.decode(
            "t.yaml", ("\uFEFF" + text.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8));
    Reading reading =
        RuleBook.read(List.of(windows), Optional.empty(), RuleFiles.HOLIDAYS, RuleFiles.TODAY);
    assertThat(((Reading.Accepted) reading).book().version()).isEqualTo(plain.accepted().version());
  }

  @Test
  void RR61_tabsOtherEncodingsAndBrokenBytesAreClearErrors() {
    assertThat(RuleFiles.small("정원:\n\t총량: 3\n").errors())
        .containsExactly("t.yaml:14:1: 오류: 들여쓰기에는 탭을 쓸 수 없습니다. 공백을 쓰세요");
    byte[] korean = "문서: 상담배정규칙/1".getBytes(Charset.forName("EUC-KR"));
    assertThat(read(RuleText.decode("k.yaml", korean)))
        .startsWith("k.yaml:1:1: 오류: UTF-8 이 아닌 글자입니다");
    byte[] broken = "# 주석\n문서: \u00e9".getBytes(StandardCharsets.UTF_8);
    broken[broken.length - 1] = 'x';
    assertThat(read(RuleText.decode("b.yaml", broken))).startsWith("b.yaml:2:5: 오류: UTF-8");
    assertThat(read(new RuleText("z.yaml", "문서: a\u0000b"))).startsWith("z.yaml:1:6: 오류: ");
  }

  @Test
  void aliasBombsDeepNestingAndHugeFilesAreRefused() {
    StringBuilder bomb = new StringBuilder("a: &a [x, x, x]\n");
    for (char c = 'b'; c < 'k'; c++) {
      char before = (char) (c - 1);
      bomb.append(c)
          .append(": &")
          .append(c)
          .append(" [*")
          .append(before)
          .append(", *")
          .append(before)
          .append("]\n");
    }
    assertThat(read(new RuleText("t.yaml", bomb.toString()))).startsWith("t.yaml:1:4: 오류: 앵커(&)");
    assertThat(read(new RuleText("t.yaml", "a: " + "[".repeat(100_000))))
        .startsWith("t.yaml:1:35: 오류: 32단계");
    assertThat(read(new RuleText("t.yaml", "#" + "x".repeat(2 << 20))))
        .startsWith("t.yaml:1:1: 오류: 파일이 너무 큽니다");
    assertThat(read(new RuleText("t.yaml", "문서: a\n---\n문서: b\n")))
        .startsWith("t.yaml:2:1: 오류: 한 파일에는 문서 하나만");
  }

  @Test
  void RR65_whatAnImportedFileMissesIsListed() {
    Inventory known = new Inventory(List.of(new Inventory.Tenant("한빛생명", List.of(), List.of())));
    assertThat(RuleFiles.examples().with(known).errors())
        .contains(
            "hanbit-card.yaml:3:11: 오류: '한빛카드' 계열사가 없습니다.",
            "hanbit-life.yaml:39:23: 오류: '서울센터' 센터가 한빛생명에 없습니다.");
  }

  @Test
  void RR74_filesOfOtherKindsArePassedOver() {
    String text = "broken: [";
    RuleFiles files =
        RuleFiles.examples()
            .and(".rules.swp", text)
            .and(".hidden.yaml", text)
            .and("note.txt", text)
            .and("#life.yaml", text)
            .and("x".repeat(200) + ".yaml", text);
    assertThat(files.accepted().version()).isEqualTo(RuleFiles.examples().accepted().version());
  }

  private static Inventory.Tenant tenant(String name) {
    List<Inventory.Centre> centres =
        switch (name) {
          case "한빛생명" ->
              List.of(
                  new Inventory.Centre("서울센터", Optional.of("수도권")),
                  new Inventory.Centre("부산센터", Optional.of("영남")),
                  new Inventory.Centre("광주센터", Optional.of("호남")));
          case "한빛카드" ->
              List.of(
                  new Inventory.Centre("인천센터", Optional.of("수도권")),
                  new Inventory.Centre("대구센터", Optional.of("영남")),
                  new Inventory.Centre("전주센터", Optional.of("호남")));
          default -> List.of();
        };
    return new Inventory.Tenant(name, centres, List.of());
  }

  private static List<String> queue(String more) {
    return RuleFiles.small("큐:\n  - {이름: 일반, 기술: {기본: 1}, " + more + "}\n").errors();
  }

  private static String condition(String condition) {
    return String.join(
        "\n", RuleFiles.small(RULES + "  - {이름: 가, 조건: \"" + condition + "\", 큐: 일반}\n").errors());
  }

  private static String read(RuleText text) {
    return RuleBook.read(List.of(text), Optional.empty(), RuleFiles.HOLIDAYS, RuleFiles.TODAY)
        .diagnostics()
        .getFirst()
        .korean();
  }
}
