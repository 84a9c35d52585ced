package kr.ondam.console.problems;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.DeliveryProblem;
import kr.ondam.conversation.ReplayResult;
import kr.ondam.conversation.ReplyResult;
import kr.ondam.tenant.TenantId;

/// What a manager or an administrator does about problems of the own tenant; each act is checked
/// and audited when it was done.
final class ProblemActs {
  private final ProblemsParts parts;
  private final User by;
  private final String from;

  ProblemActs(ProblemsParts parts, User by, String from) {
    this.parts = parts;
    this.by = by;
    this.from = from;
  }

  /// Whether this user may work here at all.
  boolean may() {
    return by.enabled()
        && !by.tenant().equals(TenantId.GROUP)
        && (by.has(Role.MANAGER) || by.has(Role.ADMIN));
  }

  /// Whether this user may read what came in.
  boolean seesOriginals() {
    return may() && by.has(Role.ADMIN);
  }

  CompletionStage<ReplyResult> resend(DeliveryProblem problem) {
    if (!may()) {
      return CompletableFuture.completedFuture(new ReplyResult.NotFound());
    }
    return parts
        .problems()
        .resend(by.tenant(), problem.id())
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
    if (!may() || !parts.problems().dismiss(by.tenant(), problem.id())) {
      return false;
    }
    record("delivery.dismissed", problem);
    return true;
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
    if (!may()) {
      return CompletableFuture.completedFuture(new ReplayResult.NotFound());
    }
    return parts
        .problems()
        .replay(by.tenant(), letter.id())
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
    if (!may() || !parts.problems().discard(by.tenant(), letter.id())) {
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
    parts.audit().record(by, from, action, null, letter.toString(), "");
  }
}
