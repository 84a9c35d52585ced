package kr.ondam.console.problems;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import kr.ondam.agent.User;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.DeliveryProblem;
import kr.ondam.conversation.Notice;
import kr.ondam.conversation.NoticeResult;
import kr.ondam.conversation.ReplayResult;
import kr.ondam.conversation.ReplyResult;
import kr.ondam.tenant.TenantId;

/// What somebody does about the problems of one tenant; each act is checked and audited when it was
/// done.
final class ProblemActs {
  private final ProblemsParts parts;
  private final User by;
  private final String from;
  private final ProblemScope scope;
  private final TenantId tenant;

  /// Made while the user's request is handled.
  ///
  /// @param tenant whose problems
  ProblemActs(ProblemsParts parts, User by, TenantId tenant) {
    this.parts = parts;
    this.by = by;
    this.tenant = tenant;
    from = parts.remoteAddress().get();
    scope = new ProblemScope(by);
  }

  /// Whether the page shows what came in.
  boolean seesOriginals() {
    return scope.originals(tenant);
  }

  CompletionStage<ReplyResult> resend(DeliveryProblem problem) {
    if (!scope.replies(tenant)) {
      return CompletableFuture.completedFuture(new ReplyResult.NotFound());
    }
    return parts
        .problems()
        .resend(tenant, problem.id())
        .thenApplyAsync(
            result -> {
              if (result instanceof ReplyResult.Stored) {
                record("delivery.resent", problem);
              }
              return result;
            },
            Thread::startVirtualThread);
  }

  boolean dismiss(DeliveryProblem problem) {
    if (!scope.replies(tenant) || !parts.problems().dismiss(tenant, problem.id())) {
      return false;
    }
    record("delivery.dismissed", problem);
    return true;
  }

  /// Empty when it is nobody's problem any more, or not this user's.
  Optional<NoticeResult> resend(Notice notice) {
    if (!scope.replies(tenant)) {
      return Optional.empty();
    }
    var result = parts.notices().resend(tenant, notice.id());
    if (result.orElse(null) instanceof NoticeResult.Kept(var fresh)) {
      record("notice.resent", notice, "as=" + fresh.id());
    }
    return result;
  }

  boolean dismiss(Notice notice) {
    if (!scope.replies(tenant) || !parts.notices().dismiss(tenant, notice.id())) {
      return false;
    }
    record("notice.dismissed", notice, "");
    return true;
  }

  private void record(String action, Notice notice, String detail) {
    parts
        .audit()
        .record(by, from, action, notice.customer().value(), notice.id().toString(), detail);
  }

  private void record(String action, DeliveryProblem problem) {
    parts
        .audit()
        .record(
            by,
            from,
            action,
            problem.conversation().customer().value(),
            problem.conversation().id() + "/" + problem.message().seq(),
            "");
  }

  CompletionStage<ReplayResult> replay(DeadLetter letter) {
    if (!scope.letters(tenant)) {
      return CompletableFuture.completedFuture(new ReplayResult.NotFound());
    }
    return parts
        .problems()
        .replay(tenant, letter.id())
        .thenApplyAsync(
            result -> {
              if (result instanceof ReplayResult.Done) {
                record("dead_letter.replayed", letter.id());
              }
              return result;
            },
            Thread::startVirtualThread);
  }

  boolean discard(DeadLetter letter) {
    if (!scope.letters(tenant) || !parts.problems().discard(tenant, letter.id())) {
      return false;
    }
    record("dead_letter.discarded", letter.id());
    return true;
  }

  /// The masked original, as text; looking at it is recorded.
  String original(DeadLetter letter) {
    if (!seesOriginals()) {
      return "";
    }
    record("dead_letter.viewed", letter.id());
    return letter.raw();
  }

  private void record(String action, UUID letter) {
    var whose = tenant.equals(by.tenant()) ? "" : "tenant=" + tenant;
    parts.audit().record(by, from, action, null, letter.toString(), whose);
  }
}
