package kr.ondam.gateway.webchat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Claim;
import kr.ondam.channel.FormAnswers;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.webchat.ClientFrame;
import kr.ondam.channel.webchat.FormPlace;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Message;
import kr.ondam.customer.Visitor;
import kr.ondam.gateway.InboundMasking;
import tools.jackson.databind.json.JsonMapper;

/// Makes whole what a visitor says: files are named as they are known here, and answers get the
/// questions of the form that this visitor was sent.
final class Sayings {
  /// What there is to store.
  sealed interface Known {
    /// @param choice what was pressed, in no words of the visitor's
    record Whole(List<Part> parts, Optional<Part.FormReply> choice) implements Known {
      public Whole {
        parts = List.copyOf(parts);
      }

      Whole(List<Part> parts) {
        this(parts, Optional.empty());
      }
    }

    /// It was stored before.
    record Stored(Message message) implements Known {}

    /// @param code `file_gone`, `form_over` or `bad_part`
    record Refused(String code) implements Known {}
  }

  private final ChatTools tools;
  private final Pressed pressed;

  Sayings(ChatTools tools) {
    this.tools = tools;
    pressed = new Pressed(tools.conversations());
  }

  /// May read the store.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when nobody knows now whose it is
  Known of(Visitor visitor, ClientFrame.Say say) {
    var form = say.form();
    if (form != null && say.parts().getFirst() instanceof Part.FormReply(var answers, var _)) {
      return answered(visitor, say.cmid(), form, answers);
    }
    if (!say.looksUp()) {
      return new Known.Whole(say.parts());
    }
    var value = say.postback();
    if (value != null
        && say.parts().size() == 1
        && say.parts().getFirst() instanceof Part.Text(var text)) {
      return new Known.Whole(say.parts(), pressed.choice(visitor, text, value));
    }
    return tools
        .uploads()
        .resolve(visitor.tenant(), visitor.identity(), false, say.parts())
        .<Known>map(Known.Whole::new)
        .orElse(new Known.Refused("file_gone"));
  }

  /// What there is to store as what a customer says. A value that was pressed is the bot's own
  /// word, so that nothing of it is masked.
  Inbound spoken(Visit visit, ClientFrame.Say say, Known.Whole whole) {
    var masked = InboundMasking.mask(typed(visit, say, whole.parts()));
    if (whole.choice().isEmpty() || !(masked instanceof Inbound.Spoken spoken)) {
      return masked;
    }
    List<Part> parts = new ArrayList<>(spoken.parts());
    parts.add(whole.choice().get());
    return spoken.saying(parts);
  }

  private Inbound.Spoken typed(Visit visit, ClientFrame.Say say, List<Part> parts) {
    var visitor = visit.visitor();
    var postback = say.postback();
    return new Inbound.Spoken(
        visitor.tenant(),
        visitor.account(),
        ChannelKind.WEB_CHAT,
        visitor.identity().externalUser(),
        visitor.id() + ":" + say.cmid(),
        false,
        null,
        ChatFrames.clientId(say.cmid()),
        parts,
        null,
        new Claim(visitor.name(), visitor.phone()),
        visit.attributes(),
        postback == null
            ? null
            : JsonMapper.shared().createObjectNode().put("postback", postback).toString(),
        tools.clock().instant());
  }

  /// A form of somebody else is as unknown as any. The answers to one whose conversation has ended
  /// would begin another conversation, where nobody asked for them.
  private Known answered(Visitor visitor, String cmid, FormPlace place, List<Part.Answer> answers) {
    var conversation = conversation(visitor, place.conversation());
    if (conversation.isEmpty()) {
      return new Known.Refused("bad_part");
    }
    var c = conversation.get();
    if (c.endedAt() != null) {
      return tools
          .conversations()
          .byClientId(c.tenant(), c.id(), ChatFrames.clientId(cmid))
          .<Known>map(Known.Stored::new)
          .orElse(new Known.Refused("form_over"));
    }
    return form(c, place)
        .flatMap(form -> FormAnswers.of(form, answers))
        .<Known>map(reply -> new Known.Whole(List.of(reply)))
        .orElse(new Known.Refused("bad_part"));
  }

  private Optional<Conversation> conversation(Visitor visitor, String id) {
    try {
      return tools
          .conversations()
          .find(visitor.tenant(), new ConversationId(UUID.fromString(id)))
          .filter(c -> c.identity().equals(visitor.identity()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Optional<Part.Form> form(Conversation c, FormPlace place) {
    return tools.conversations().messages(c.tenant(), c.id(), place.seq() - 1, 1).stream()
        .filter(m -> m.seq() == place.seq() && m.direction() == Direction.OUT)
        .filter(m -> place.part() < m.parts().size())
        .map(m -> m.parts().get(place.part()))
        .filter(Part.Form.class::isInstance)
        .map(Part.Form.class::cast)
        .findFirst();
  }
}
