package kr.ondam.channel.sms.smpp;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Puts long texts together from parts that come in any order. What does not become whole in five
/// minutes is shown as far as it came, and a part that comes later, for a day, is shown by itself.
/// Not safe for several threads.
public final class Reassembly {
  static final Duration SHOWN_AFTER = Duration.ofMinutes(5);
  static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);

  /// Which text a part belongs to.
  public record Key(String source, String destination, boolean wide, int reference, int total) {}

  /// @param number 1 to the key's total
  /// @param at when it came, to the microsecond, as it is stored
  public record Piece(Key key, int number, int dataCoding, Octets text, Instant at) {
    public Piece {
      at = at.truncatedTo(ChronoUnit.MICROS);
    }
  }

  /// What became of a part.
  public sealed interface Result {
    /// More are to come.
    record Waiting() implements Result {}

    /// The part had come before.
    ///
    /// @param first as it came the first time
    /// @param shown whether its text has been shown, so that the part is of no more use
    record Repeated(Piece first, boolean shown) implements Result {}

    /// All parts in order.
    record Whole(List<Piece> pieces) implements Result {
      public Whole {
        pieces = List.copyOf(pieces);
      }
    }

    /// The rest of its text has been shown without it.
    record Late(Piece piece) implements Result {}
  }

  private static final class Text {
    final Instant first;
    final Map<Integer, Piece> pieces = new TreeMap<>();
    boolean shown;

    Text(Instant first) {
      this.first = first;
    }
  }

  private final int most;
  private final int mostOctets;
  private final Map<Key, Text> texts = new LinkedHashMap<>();
  private final List<List<Piece>> crowdedOut = new ArrayList<>();
  private int octets;

  /// Beyond one of the limits the oldest text is shown as far as it came.
  ///
  /// @param most texts under way at once
  /// @param mostOctets of all their parts
  public Reassembly(int most, int mostOctets) {
    this.most = most;
    this.mostOctets = mostOctets;
  }

  public Result add(Piece piece) {
    var text = texts.get(piece.key());
    var earlier = text == null ? null : text.pieces.get(piece.number());
    if (text != null && earlier != null) {
      if (earlier.text().equals(piece.text())) {
        return new Result.Repeated(earlier, text.shown);
      }
      // The sender has begun to count again: this is another text.
      crowdOut(piece.key(), text);
      text = null;
    }
    if (text == null) {
      text = new Text(piece.at());
      texts.put(piece.key(), text);
    }
    text.pieces.put(piece.number(), piece);
    octets += piece.text().length();
    makeRoom(text);
    if (text.shown) {
      return new Result.Late(piece);
    }
    if (text.pieces.size() < piece.key().total()) {
      return new Result.Waiting();
    }
    text.shown = true;
    return new Result.Whole(List.copyOf(text.pieces.values()));
  }

  /// The parts, in order, of texts that are to be shown now as far as they came; each once.
  public List<List<Piece>> due(Instant now) {
    List<List<Piece>> due = new ArrayList<>(crowdedOut);
    crowdedOut.clear();
    for (Iterator<Text> each = texts.values().iterator(); each.hasNext(); ) {
      var text = each.next();
      boolean whole = text.shown && isWhole(text);
      if (!text.first.plus(whole ? SHOWN_AFTER : FORGOTTEN_AFTER).isAfter(now)) {
        each.remove();
        octets -= octets(text);
      }
      if (!text.shown && !text.first.plus(SHOWN_AFTER).isAfter(now)) {
        text.shown = true;
        due.add(List.copyOf(text.pieces.values()));
      }
    }
    return due;
  }

  /// Takes back a part that could not be stored, so that it counts when it comes again.
  public void undo(Piece piece) {
    var text = texts.get(piece.key());
    if (text != null && piece.equals(text.pieces.get(piece.number()))) {
      boolean whole = isWhole(text);
      text.pieces.remove(piece.number());
      octets -= piece.text().length();
      text.shown = text.shown && !whole;
      if (text.pieces.isEmpty()) {
        texts.remove(piece.key());
      }
    }
  }

  /// Has parts shown once more with the next that are due, because they could not be stored.
  public void again(List<Piece> pieces) {
    crowdedOut.add(List.copyOf(pieces));
  }

  int size() {
    return texts.size();
  }

  private static boolean isWhole(Text text) {
    var any = text.pieces.values().iterator().next();
    return text.pieces.size() == any.key().total();
  }

  private void makeRoom(Text newest) {
    while (texts.size() > most || octets > mostOctets) {
      var oldest = texts.entrySet().iterator().next();
      if (oldest.getValue() == newest) {
        return;
      }
      crowdOut(oldest.getKey(), oldest.getValue());
    }
  }

  private void crowdOut(Key key, Text text) {
    texts.remove(key);
    octets -= octets(text);
    if (!text.shown) {
      crowdedOut.add(List.copyOf(text.pieces.values()));
    }
  }

  private static int octets(Text text) {
    return text.pieces.values().stream().mapToInt(piece -> piece.text().length()).sum();
  }
}
