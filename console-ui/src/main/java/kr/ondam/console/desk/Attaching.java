package kr.ondam.console.desk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import kr.ondam.agent.User;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Upload;
import kr.ondam.media.Uploads;
import kr.ondam.tenant.StoreUnavailable;

/// Takes the files an agent wants to send, for conversations the agent holds.
final class Attaching {
  private final DeskParts parts;
  private final User user;
  private final Predicate<ConversationId> mine;

  /// @param mine whether the agent holds a conversation; asked on any thread
  Attaching(DeskParts parts, User user, Predicate<ConversationId> mine) {
    this.parts = parts;
    this.user = user;
    this.mine = mine;
  }

  /// Blocks while the file is read, looked at and stored. What belongs to another tenant is only
  /// written to, so that no file of one lies with the other.
  ///
  /// @throws IOException when the browser does not send it to its end
  Uploads.Result take(ConversationId to, String name, InputStream file) throws IOException {
    try {
      Optional<Conversation> conversation =
          mine.test(to) ? parts.conversations().find(user.tenant(), to) : Optional.empty();
      return conversation.isEmpty()
          ? new Uploads.Result.Refused("not_yours")
          : parts.uploads().take(user.tenant(), conversation.get().identity(), true, name, file);
    } catch (StoreUnavailable _) {
      return new Uploads.Result.Later();
    }
  }

  /// Takes one back that is not sent; what cannot be deleted now goes by itself later.
  void withdraw(Upload upload) {
    try {
      parts.uploads().withdraw(upload.tenant(), upload.owner(), true, upload.id());
    } catch (StoreUnavailable _) {
      // It goes after a day.
    }
  }

  /// A file that the agent's side handed in for a conversation and that waits; empty when there is
  /// none.
  ///
  /// @throws StoreUnavailable when nobody can say now
  Optional<Upload> unsent(ConversationId to, UUID file) {
    return parts
        .conversations()
        .find(user.tenant(), to)
        .flatMap(c -> parts.uploads().unsent(c.tenant(), c.identity(), true, file));
  }

  /// A file of a conversation as the part of a message, also when it was sent before.
  ///
  /// @throws StoreUnavailable when nobody can say now
  Optional<Part> part(ConversationId to, UUID file) {
    return parts
        .conversations()
        .find(user.tenant(), to)
        .flatMap(c -> parts.uploads().part(c.tenant(), c.identity(), true, file));
  }

  /// The small picture of a file; empty when there is none.
  Optional<byte[]> thumbnail(Upload upload) {
    return parts.uploads().thumbnail(upload);
  }
}
