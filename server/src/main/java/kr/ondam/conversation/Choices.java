package kr.ondam.conversation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Degradation;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.StoreUnavailable;

/// Understands the number that a customer answers where choices went out as a numbered list: the
/// choice goes along with what they wrote, as a [Part.FormReply], and so does one that was pressed.
public final class Choices {
  /// The name of the answer.
  public static final String NAME = "choice";

  private static final Pattern NUMBER = Pattern.compile("\\s*([1-9][0-9]?)\\s*(?:[.)]|번)?\\s*");
  private static final int LOOKED_AT = 10;
  private static final int LONGEST_LABEL = 200;

  private final ConversationStore store;
  private final Carriage carriage;

  /// @param carriage knows where choices went out as a list
  public Choices(ConversationStore store, Carriage carriage) {
    this.store = store;
    this.carriage = carriage;
  }

  /// A choice as it goes along with what was written.
  public static Part.FormReply answer(Part.Button button) {
    return new Part.FormReply(
        List.of(new Part.Answer(NAME, capped(button.label(), LONGEST_LABEL), button.value())));
  }

  /// What the customer said themselves: the parts without a choice that was understood, which never
  /// stands alone.
  public static List<Part> said(List<Part> parts) {
    if (parts.size() < 2) {
      return parts;
    }
    return parts.stream()
        .filter(part ->
            !(part instanceof Part.FormReply(var answers, var _)
                && answers.stream().allMatch(answer -> answer.name().equals(NAME))))
        .toList();
  }

  /// The value of the choice that was understood, empty for a message without one.
  public static Optional<String> chosen(List<Part> parts) {
    return parts.size() == 2
            && parts.getLast() instanceof Part.FormReply(var answers, var _)
            && answers.size() == 1
            && answers.getFirst().name().equals(NAME)
        ? Optional.of(answers.getFirst().value())
        : Optional.empty();
  }

  /// Whether it may be such an answer; only then [#understand] reads the store.
  public static boolean asks(Inbound inbound) {
    return number(inbound).isPresent();
  }

  private static Optional<Integer> number(Inbound inbound) {
    if (!(inbound instanceof Inbound.Spoken spoken)
        || spoken.kind() == ChannelKind.WEB_CHAT
        || spoken.parts().size() != 1
        || !(spoken.parts().getFirst() instanceof Part.Text(var text))
        || text.length() > 10) {
      return Optional.empty();
    }
    var matcher = NUMBER.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
    return matcher.matches() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
  }

  /// The same with the choice, where the number stands for one. May block. What comes again may be
  /// understood otherwise, when an answer has gone out meanwhile: the first time counts.
  public Inbound understand(Inbound inbound) {
    var number = number(inbound);
    if (number.isEmpty() || !(inbound instanceof Inbound.Spoken spoken)) {
      return inbound;
    }
    try {
      return chosen(spoken, number.get()).<Inbound>map(spoken::saying).orElse(spoken);
    } catch (StoreUnavailable _) {
      // It cannot be stored either.
      return spoken;
    }
  }

  private Optional<List<Part>> chosen(Inbound.Spoken spoken, int number) {
    var identity = new IdentityKey(spoken.account(), spoken.externalUser());
    return store
        .latestOf(spoken.tenant(), identity)
        .filter(c -> c.endedAt() == null)
        .map(c -> offered(c, spoken.parts()))
        .filter(offered -> number <= offered.size())
        .map(offered -> {
          var button = offered.get(number - 1);
          List<Part> parts = new ArrayList<>(spoken.parts());
          parts.add(answer(button));
          return parts;
        });
  }

  /// The choices of the last message to the customer, unless something else was answered since.
  private List<Part.Button> offered(Conversation c, List<Part> said) {
    var last = store.messages(c.tenant(), c.id(), Math.max(0, c.lastSeq() - LOOKED_AT), LOOKED_AT);
    for (var message : last.reversed()) {
      switch (message.direction()) {
        case OUT -> {
          // What has not gone out was not answered.
          if (message.delivery() != Delivery.QUEUED && message.delivery() != Delivery.FAILED) {
            var can = carriage.of(c.tenant(), c.account(), c.channel());
            return Degradation.of(can, message.parts(), _ -> 0).numbered();
          }
        }
        case IN -> {
          // The same number is the same message that comes again, or said twice.
          if (!message.parts().getFirst().equals(said.getFirst())) {
            return List.of();
          }
        }
        case SYSTEM -> {}
      }
    }
    return List.of();
  }

  private static String capped(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
