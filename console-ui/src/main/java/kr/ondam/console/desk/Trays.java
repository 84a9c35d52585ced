package kr.ondam.console.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.channel.Part;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Upload;

/// What lies ready in each conversation to go with its next reply. What a reply takes is gone for
/// every other one, unless that reply is refused.
final class Trays {
  /// More do not wait for one customer.
  private static final int MOST_FILES = 20;

  private final Map<ConversationId, Tray> trays = new HashMap<>();

  /// What lies ready in one conversation, in the order in which it goes.
  static final class Tray {
    final List<Upload> files = new ArrayList<>();
    final List<String> answers = new ArrayList<>();
  }

  /// What the page says goes with a reply.
  ///
  /// @param files ids of uploads
  /// @param answers labels to choose from
  record Named(List<UUID> files, List<String> answers) {
    /// Reads it as the page has it.
    ///
    /// @param files ids, one a line
    /// @param answers labels, one a line
    /// @throws IllegalArgumentException when that is not what this desk offers
    static Named of(String files, String answers) {
      var ids = files.lines().map(UUID::fromString).distinct().toList();
      var labels = answers.lines().toList();
      boolean fits = labels.stream().allMatch(QuickAnswers::fits);
      if (ids.size() > MOST_FILES || labels.size() > QuickAnswers.MOST || !fits) {
        throw new IllegalArgumentException(
            "with a reply: " + ids.size() + " files and " + labels.size() + " answers");
      }
      return new Named(ids, labels);
    }
  }

  /// What one reply has taken.
  ///
  /// @param stored files that already went with the same reply before the page was loaded again
  record Load(List<Upload> files, List<Part> stored, List<String> answers) {
    static final Load NONE = new Load(List.of(), List.of(), List.of());

    /// With these words, the whole message.
    List<Part> with(String text) {
      List<Part> parts = new ArrayList<>();
      if (!text.isBlank()) {
        parts.add(new Part.Text(text));
      }
      files.forEach(file -> parts.add(file.part()));
      parts.addAll(stored);
      if (!answers.isEmpty()) {
        parts.add(QuickAnswers.part(answers));
      }
      return parts;
    }
  }

  Tray of(ConversationId conversation) {
    return trays.computeIfAbsent(conversation, _ -> new Tray());
  }

  /// All that lies ready, without taking it.
  Load ready(ConversationId conversation) {
    var tray = of(conversation);
    return new Load(List.copyOf(tray.files), List.of(), List.copyOf(tray.answers));
  }

  /// Takes out what is named, as far as it is there.
  Load take(ConversationId conversation, Named named) {
    var tray = of(conversation);
    var files =
        tray.files.stream().filter(file -> named.files().contains(file.id().value())).toList();
    var answers = tray.answers.stream().filter(named.answers()::contains).toList();
    tray.files.removeAll(files);
    tray.answers.removeAll(answers);
    return new Load(files, List.of(), answers);
  }

  /// Puts back what a reply took that was refused.
  void giveBack(ConversationId conversation, Load load) {
    var tray = of(conversation);
    tray.files.removeAll(load.files());
    tray.files.addAll(0, load.files());
    tray.answers.removeAll(load.answers());
    tray.answers.addAll(0, load.answers());
  }

  /// Takes a file away for good.
  void remove(Upload file) {
    trays.values().forEach(tray -> tray.files.remove(file));
  }
}
