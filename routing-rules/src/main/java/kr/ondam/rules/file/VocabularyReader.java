package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.rules.language.Vocabulary;
import kr.ondam.rules.language.VocabularyBuilder;
import org.jspecify.annotations.Nullable;

/// The vocabulary of conditions, read from 어휘 and the centres of a tenant.
final class VocabularyReader {
  private static final String TOPIC = "문의유형";
  private static final Map<Key, String> ENUMERATIONS =
      new EnumMap<>(
          Map.of(
              Key.CHANNEL, "채널",
              Key.GRADES, "고객등급",
              Key.TOPICS, TOPIC,
              Key.REGION, "지역",
              Key.AFFILIATE, "계열사",
              Key.TAGS, "고객태그"));

  private VocabularyReader() {}

  /// The words of a kind that 어휘 of the group and of a tenant's file list.
  static List<String> words(Key kind, Optional<RuleFile> group, RuleFile own) {
    List<String> words = new ArrayList<>();
    for (Optional<RuleFile> each : List.of(group, Optional.of(own))) {
      each.map(file -> Tree.fields(file.root(), Key.VOCABULARY))
          .ifPresent(said -> words.addAll(Tree.words(said.get(kind.korean()))));
    }
    return words;
  }

  static Vocabulary read(Node.@Nullable Fields described, List<String> centres, Findings findings) {
    VocabularyBuilder words = Vocabulary.builder();
    Map<String, Node> places = new LinkedHashMap<>();
    ENUMERATIONS.forEach((key, name) -> {
      Node list = described == null ? null : described.get(key.korean());
      if (list != null) {
        places.put(name, list);
      }
      words.enumeration(name, Tree.words(list));
    });
    words.enumeration("센터", centres);
    Node.Fields lists = Tree.fields(described, Key.LISTS);
    if (lists != null) {
      lists
          .fields()
          .forEach((name, field) -> {
            places.put(name, field.value());
            words.list(name, Tree.words(field.value()));
          });
    }
    entryPoints(Tree.fields(described, Key.ENTRY_POINTS), words, findings);
    for (VocabularyBuilder.Fault fault : words.faults()) {
      report(places.get(fault.name()), fault, findings);
    }
    return words.build();
  }

  private static void entryPoints(
      Node.@Nullable Fields described, VocabularyBuilder words, Findings findings) {
    if (described == null) {
      return;
    }
    described
        .fields()
        .forEach((entryPoint, field) -> {
          if (field.value() instanceof Node.Text topic
              && !words.entryPoint(entryPoint, topic.value())) {
            List<String> known = words.values(TOPIC);
            findings.add(
                Severity.ERROR,
                topic,
                new Wording(
                        "'" + topic.value() + "' 은(는) 문의유형 값이 아닙니다.",
                        "'" + topic.value() + "' is not a topic (문의유형).")
                    .then(Suggestion.wording(topic.value(), known)));
          }
        });
  }

  private static void report(
      @Nullable Node list, VocabularyBuilder.Fault fault, Findings findings) {
    if (list == null) {
      return;
    }
    Node place = list;
    for (Node.Text word : Tree.texts(list)) {
      // Of two equal words the later one is too many.
      place = word.value().equals(fault.item()) ? word : place;
    }
    findings.error(place, fault.korean(), fault.english());
  }
}
