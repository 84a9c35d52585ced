package kr.ondam.bench;

import kr.ondam.dist.TestInstall;

/// Bodies of 상담톡 messages with a 200-character Korean text. Customers write in turn, so that
/// conversations grow evenly. Each text begins with the moment it was made, by which its event is
/// recognised later; with letters in it, because long numbers are masked.
final class CounselTalk implements LoadDriver.Bodies {
  private static final String FILLER = "배송이 아직 안 왔어요. 주문한 지 일주일이 지났는데 언제쯤 받을 수 있을까요? ".repeat(4);

  private final String sender;
  private final int customers;
  private final long firstSerial;

  /// @param firstSerial where serial numbers start, so that runs do not repeat each other's
  CounselTalk(int customers, long firstSerial) {
    this(TestInstall.SENDER_KEY, customers, firstSerial);
  }

  /// @param sender the key of the account they write to
  CounselTalk(String sender, int customers, long firstSerial) {
    this.sender = sender;
    this.customers = customers;
    this.firstSerial = firstSerial;
  }

  @Override
  public String body(long n) {
    String text =
        "t="
            + Long.toString(System.nanoTime(), Character.MAX_RADIX)
            + " "
            + FILLER.substring(0, 170);
    return "{\"user_key\":\"u"
        + n % customers
        + "\",\"sender_key\":\""
        + sender
        + "\",\"session_id\":\""
        + n % customers
        + "\",\"time\":"
        + System.currentTimeMillis()
        + ",\"serial_number\":"
        + (firstSerial + n)
        + ",\"type\":\"text\",\"contents\":[\""
        + text
        + "\"],\"attachment\":null,\"extra\":null}";
  }
}
