package kr.ondam.conversation;

/// What was said: the reply's number in its conversation and the part's in the reply.
record SentWords(int conversation, int reply, int part) implements Comparable<SentWords> {
  static SentWords of(String text) {
    var numbers = text.replaceAll("[^0-9/]", "").split("/");
    return new SentWords(
        Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
  }

  @Override
  public int compareTo(SentWords other) {
    return reply == other.reply ? part - other.part : reply - other.reply;
  }

  @Override
  public String toString() {
    return conversation + "/" + reply + "/" + part;
  }
}
