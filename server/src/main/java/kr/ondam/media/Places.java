package kr.ondam.media;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;

/// The files that are being fetched: few of one account and of one host, so that one which hangs
/// leaves places for the others.
final class Places {
  /// What is fetched waits on the disk until there is memory for it, so that these may be many.
  static final int AT_ONCE = 24;

  static final int OF_ONE_HOST = 6;
  static final int OF_ONE_ACCOUNT = 2;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final Set<AttachmentId> running = new HashSet<>();

  /// How many an account or a host has.
  private final Map<Object, Integer> load = new HashMap<>();

  private boolean closed;

  /// What became of a wish for a place.
  enum Answer {
    TAKEN,
    /// It has one already.
    HAS_ONE,
    /// Its account or its host has as many as it may.
    FULL,
    /// Nobody gets one now.
    NONE_LEFT
  }

  Answer take(Attachment wanted) {
    lock.lock();
    try {
      if (running.contains(wanted.id())) {
        return Answer.HAS_ONE;
      }
      if (closed || running.size() >= AT_ONCE) {
        return Answer.NONE_LEFT;
      }
      if (load.getOrDefault(account(wanted), 0) >= OF_ONE_ACCOUNT
          || load.getOrDefault(host(wanted), 0) >= OF_ONE_HOST) {
        return Answer.FULL;
      }
      running.add(wanted.id());
      both(wanted).forEach(one -> load.merge(one, 1, Integer::sum));
      return Answer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  void leave(Attachment done) {
    lock.lock();
    try {
      running.remove(done.id());
      both(done)
          .forEach(one -> load.computeIfPresent(one, (_, busy) -> busy == 1 ? null : busy - 1));
      idle.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Gives no more places and waits at most so long until all have left.
  void close(long seconds) {
    lock.lock();
    try {
      closed = true;
      long left = TimeUnit.SECONDS.toNanos(seconds);
      while (!running.isEmpty() && left > 0) {
        left = idle.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /// The accounts that have as many places as they may.
  Set<AttachmentStore.Account> full() {
    lock.lock();
    try {
      Set<AttachmentStore.Account> full = new HashSet<>();
      load.forEach((one, busy) -> {
        if (one instanceof AttachmentStore.Account account && busy >= OF_ONE_ACCOUNT) {
          full.add(account);
        }
      });
      return full;
    } finally {
      lock.unlock();
    }
  }

  private static List<Object> both(Attachment attachment) {
    return List.of(account(attachment), host(attachment));
  }

  static AttachmentStore.Account account(Attachment attachment) {
    return new AttachmentStore.Account(attachment.tenant(), attachment.account());
  }

  private static String host(Attachment attachment) {
    try {
      var host = URI.create(attachment.url()).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      // It will not be asked.
      return "";
    }
  }
}
