package kr.ondam.rules.simulation;

import java.util.Comparator;

/// A part of all conversations that gets figures of its own.
///
/// @param name of the queue, centre or kind of customer; empty for all
public record Slice(Of of, String name) implements Comparable<Slice> {
  /// All conversations.
  public static final Slice ALL = new Slice(Of.ALL, "");

  private static final Comparator<Slice> ORDER =
      Comparator.comparing(Slice::of).thenComparing(Slice::name);

  /// What the conversations of a slice share.
  public enum Of {
    ALL,
    QUEUE,
    CENTRE,
    KIND
  }

  public static Slice queue(String name) {
    return new Slice(Of.QUEUE, name);
  }

  public static Slice centre(String name) {
    return new Slice(Of.CENTRE, name);
  }

  public static Slice kind(String name) {
    return new Slice(Of.KIND, name);
  }

  @Override
  public int compareTo(Slice other) {
    return ORDER.compare(this, other);
  }
}
