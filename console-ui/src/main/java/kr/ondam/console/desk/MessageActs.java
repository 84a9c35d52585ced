package kr.ondam.console.desk;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Pre;
import java.util.Optional;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.console.live.Notices;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Originals;
import kr.ondam.media.MissingFiles;
import kr.ondam.routing.Borrowed;
import kr.ondam.security.Audit;
import kr.ondam.tenant.StoreUnavailable;

/// What a user may do about a message besides answering it: have a file fetched anew, and as an
/// administrator look at the original of one that cannot be shown. Both are judged anew when they
/// are done, and recorded.
final class MessageActs implements Bubbles.Acts {
  /// What it works with.
  record Tools(
      ConversationStore conversations,
      Originals originals,
      MissingFiles missing,
      Borrowed borrowed,
      Audit audit) {}

  private final Tools tools;
  private final User user;
  private final String remoteAddress;

  /// Made while the user's request is handled.
  MessageActs(DeskParts parts, User user) {
    this(
        new Tools(
            parts.conversations(),
            parts.originals(),
            parts.missing(),
            parts.borrowed(),
            parts.audit()),
        user,
        parts.remoteAddress().get());
  }

  MessageActs(Tools tools, User user, String remoteAddress) {
    this.tools = tools;
    this.user = user;
    this.remoteAddress = remoteAddress;
  }

  @Override
  public boolean fetches(Attachment file) {
    try {
      return file.missing() && worksOn(file);
    } catch (StoreUnavailable _) {
      return false;
    }
  }

  /// Whoever has the conversation of a file, also of another tenant under a grant, and who leads.
  private boolean worksOn(Attachment file) {
    if (!file.tenant().equals(user.tenant())) {
      return tools
          .borrowed()
          .grant(user.tenant(), user.agentId(), file.conversation())
          .filter(grant -> grant.tenant().equals(file.tenant()))
          .isPresent();
    }
    return user.has(Role.LEAD)
        || user.has(Role.MANAGER)
        || tools
            .conversations()
            .find(file.tenant(), file.conversation())
            .filter(c -> user.agentId().equals(c.assignee()))
            .isPresent();
  }

  @Override
  public void fetch(Attachment file) {
    say(fetched(file));
  }

  /// What became of the wish to have a file fetched anew, as the key of a sentence.
  String fetched(Attachment file) {
    try {
      if (!worksOn(file)) {
        return "desk.file.again.notYours";
      }
      if (tools.missing().fetchAgain(file.tenant(), file.id()).isEmpty()) {
        return "desk.file.again.notMissing";
      }
    } catch (StoreUnavailable _) {
      return "result.unavailable";
    }
    var action = "attachment.fetched_again";
    tools.audit().recordAt(file.tenant(), user, remoteAddress, action, file.id().toString(), "");
    return "desk.file.again.done";
  }

  @Override
  public boolean seesOriginal(Message message) {
    return user.has(Role.ADMIN) && message.tenant().equals(user.tenant());
  }

  @Override
  public void showOriginal(Message message) {
    try {
      show(original(message).orElseGet(() -> UI.getCurrent().getTranslation("desk.original.none")));
    } catch (StoreUnavailable _) {
      say("result.unavailable");
    }
  }

  /// The masked original; looking at it is recorded.
  ///
  /// @throws StoreUnavailable when it cannot be read now
  Optional<String> original(Message message) {
    if (!seesOriginal(message)) {
      return Optional.empty();
    }
    var id = message.conversation();
    var original = tools.originals().of(message.tenant(), id, message.seq());
    tools
        .audit()
        .record(user, remoteAddress, "message.original_viewed", null, id + "/" + message.seq(), "");
    return original;
  }

  private static void show(String original) {
    var ui = UI.getCurrent();
    var text = new Pre(original);
    text.addClassName("original-text");
    var dialog = new Dialog(text);
    dialog.setHeaderTitle(ui.getTranslation("problems.letter.raw"));
    dialog.setWidth("min(760px, 90vw)");
    dialog.getFooter().add(new Button(ui.getTranslation("problems.close"), _ -> dialog.close()));
    dialog.open();
  }

  private static void say(String key) {
    Notices.say(UI.getCurrent().getTranslation(key));
  }
}
