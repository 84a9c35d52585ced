package kr.ondam.channel.sms.smpp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/// A message centre on loopback that others wrote: jSMPP's server session. It lets `italk` in with
/// the password `secret`, keeps what it is given and sends what a test says.
public final class JsmppSmsc implements AutoCloseable, ServerMessageReceiverListener {
  /// What was submitted.
  ///
  /// @param id what it was answered
  public record Submit(
      String id,
      String source,
      String destination,
      int esmClass,
      int dataCoding,
      boolean receipt,
      Octets content) {}

  private static final int TIMEOUT = 10_000;

  private final int port;
  private final List<Submit> submits = new CopyOnWriteArrayList<>();
  private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
  private final AtomicInteger ids = new AtomicInteger(0x5be7e100);
  private final AtomicInteger binds = new AtomicInteger();
  private volatile boolean silent;
  private SMPPServerSessionListener listener;

  public JsmppSmsc() {
    this(freePort());
  }

  public JsmppSmsc(int port) {
    this.port = port;
    listener = listen();
  }

  /// Free on all addresses, because it listens on all of them.
  private static int freePort() {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SMPPServerSessionListener listen() {
    try {
      var opened = new SMPPServerSessionListener(port);
      opened.setMessageReceiverListener(this);
      Thread.ofVirtual().start(() -> accept(opened));
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(SMPPServerSessionListener from) {
    while (true) {
      SMPPServerSession session;
      try {
        session = from.accept();
      } catch (IOException _) {
        return;
      }
      Thread.ofVirtual().start(() -> let(session));
    }
  }

  private void let(SMPPServerSession session) {
    try {
      var request = session.waitForBind(TIMEOUT);
      if (request.getSystemId().equals("italk") && request.getPassword().equals("secret")) {
        sessions.add(session);
        request.accept("jsmpp", InterfaceVersion.IF_34);
        binds.incrementAndGet();
      } else {
        request.reject(Status.BAD_PASSWORD);
      }
    } catch (TimeoutException | IOException | org.jsmpp.PDUStringException _) {
      session.close();
    }
  }

  public int port() {
    return port;
  }

  /// How many binds were let in so far.
  public int binds() {
    return binds.get();
  }

  /// How many binds are up.
  public long bound() {
    return sessions.stream().filter(s -> s.getSessionState().isBound()).count();
  }

  public List<Submit> submits() {
    return List.copyOf(submits);
  }

  /// Answers the next submit with an error; the submit is not kept.
  public void next(int status) {
    statuses.add(status);
  }

  /// Keeps what is submitted and does not answer in time.
  public void silent(boolean yes) {
    silent = yes;
  }

  /// Sends to the bind that came last; answers the status it was answered with.
  public int deliver(ShortMessage m) {
    try {
      sessions
          .getLast()
          .deliverShortMessage(
              "",
              TypeOfNumber.valueOf((byte) m.source().ton()),
              NumberingPlanIndicator.valueOf((byte) m.source().npi()),
              m.source().value(),
              TypeOfNumber.valueOf((byte) m.destination().ton()),
              NumberingPlanIndicator.valueOf((byte) m.destination().npi()),
              m.destination().value(),
              new ESMClass(m.esmClass()),
              (byte) 0,
              (byte) 0,
              new RegisteredDelivery(0),
              DataCodings.newInstance((byte) m.dataCoding()),
              m.content().toArray(),
              parameters(m.parameters()));
      return Status.OK;
    } catch (NegativeResponseException e) {
      return e.getCommandStatus();
    } catch (org.jsmpp.PDUException
        | org.jsmpp.extra.ResponseTimeoutException
        | org.jsmpp.InvalidResponseException
        | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Sends the text of a customer.
  public int say(String from, String to, String text) {
    return deliver(
        ShortMessage.plain(
            new Address(1, 1, from),
            new Address(0, 1, to),
            0,
            8,
            TextCoding.UCS2.encode(text),
            List.of()));
  }

  /// Tells what became of a message the way jSMPP's simulator does: the id in decimal digits.
  public int receipt(Submit submit, String state) {
    var text =
        "id:%d sub:001 dlvrd:001 submit date:2611261800 done date:2611261801 stat:%s err:000 text:x"
            .formatted(Long.parseLong(submit.id(), 16), state);
    return deliver(
        ShortMessage.plain(
            new Address(0, 1, submit.destination()),
            new Address(0, 1, submit.source()),
            4,
            0,
            Octets.of(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
            List.of()));
  }

  private static OptionalParameter[] parameters(List<Tlv> tlvs) {
    return tlvs.stream()
        .map(t -> new OptionalParameter.OctetString((short) t.tag(), t.value().toArray()))
        .toArray(OptionalParameter[]::new);
  }

  /// Cuts every connection without a word.
  public void cut() {
    List<SMPPServerSession> open = new ArrayList<>(sessions);
    sessions.removeAll(open);
    open.forEach(SMPPServerSession::close);
  }

  /// Goes away: connections are cut and new ones refused.
  public void down() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  /// Comes back after [#down].
  public void up() {
    listener = listen();
  }

  @Override
  public void close() {
    down();
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm sm, SMPPServerSession session)
      throws ProcessRequestException {
    var status = statuses.poll();
    if (status != null) {
      throw new ProcessRequestException("as told", status);
    }
    var id = Integer.toHexString(ids.incrementAndGet());
    submits.add(
        new Submit(
            id,
            sm.getSourceAddr(),
            sm.getDestAddress(),
            sm.getEsmClass() & 0xFF,
            sm.getDataCoding() & 0xFF,
            sm.getRegisteredDelivery() == 1,
            Octets.of(sm.getShortMessage())));
    if (silent) {
      hang();
    }
    try {
      return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
    } catch (org.jsmpp.PDUStringException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void hang() throws ProcessRequestException {
    try {
      new java.util.concurrent.CountDownLatch(1).await(60, java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new ProcessRequestException("gone", Status.SYSTEM_ERROR);
  }

  private static ProcessRequestException unknown() {
    return new ProcessRequestException("not here", Status.BAD_COMMAND);
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti multi, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcast, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession session)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm query, SMPPServerSession session) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
    throw unknown();
  }
}
