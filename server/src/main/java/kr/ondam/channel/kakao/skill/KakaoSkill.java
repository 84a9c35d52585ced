package kr.ondam.channel.kakao.skill;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Courtesy;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Provenance;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.Secrets;
import kr.ondam.channel.StrictJson;
import kr.ondam.channel.Verification;

/// 카카오 챗봇(스킬): a bot of 오픈빌더 answers first, and a block of it calls us. The protocol signs nothing,
/// so a call is authentic by the key in its path, a header that both sides are set to, and its
/// address. The first answer within a minute is free; every later one is a paid event.
public final class KakaoSkill implements ChannelAdapter, Courtesy {
  /// Where its webhook is: `/ch/kakao-skill/{key}`.
  public static final String PREFIX = "/ch/kakao-skill";

  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final Set<String> MEDIA = Set.of("talk.kakaocdn.net", "dn-m.talk.kakao.com");
  private static final String UNREADABLE = "보내신 내용을 확인하지 못했습니다. 글로 다시 보내 주세요.";
  private static final String UNAVAILABLE = "지금은 접수할 수 없습니다. 잠시 후 다시 보내 주세요.";

  /// Nothing is promised that is not stored; who says it again is heard twice at worst.
  private static final String LATE = "아직 접수하지 못했습니다. 잠시 후에도 답변이 없으면 다시 보내 주세요.";

  private final Secrets secrets;
  private final StrictJson json = new StrictJson();
  private final SkillReader reader = new SkillReader(json);
  private final SkillWriter writer = new SkillWriter(json);
  private final SkillSender sender;
  private final CallbackStore callbacks;

  /// @param client without redirects
  public KakaoSkill(
      Secrets secrets, HttpClient client, CallbackStore callbacks, InstantSource clock) {
    this.secrets = secrets;
    this.callbacks = callbacks;
    sender = new SkillSender(json, secrets, client, callbacks, clock);
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.KAKAO_SKILL;
  }

  @Override
  public Verification verify(ChannelAccount account, RawRequest request) {
    if (!Provenance.allowed(account, request)) {
      return new Verification.Refused(403, "foreign_source");
    }
    var header = SkillSettings.of(account).header();
    boolean known =
        account.settings().containsKey(SkillSettings.SECRET)
            && Provenance.carries(account, SkillSettings.SECRET, secrets, request, header);
    return known ? new Verification.Authentic() : new Verification.Refused(401, "bad_client");
  }

  /// Keeps the one-time address before the message is stored: a message without its address could
  /// not be answered, while an address without its message does no harm.
  @Override
  public Parsed parse(ChannelAccount account, RawRequest request, Instant receivedAt) {
    var read = reader.read(account, request, receivedAt);
    if (read.callback() != null) {
      callbacks.keep(account.tenant(), account.id(), read.callback());
    }
    return read.parsed();
  }

  @Override
  public Answer accepted(ChannelAccount account, RawRequest request) {
    return answer(follows(account, request), SkillSettings.of(account).queued());
  }

  /// Whether an answer can follow at a one-time address.
  private boolean follows(ChannelAccount account, RawRequest request) {
    return json.read(request.body()) instanceof StrictJson.Reading.Document(var root, var _)
        && SkillSettings.of(account).callback(SkillReader.callbackText(root)).isPresent();
  }

  /// The address is for one answer; who reads the original has no business with it.
  @Override
  public String kept(RawRequest request) {
    return json.read(request.body()) instanceof StrictJson.Reading.Document(var root, var _)
        ? SkillReader.withoutCallback(root)
        : ChannelAdapter.super.kept(request);
  }

  @Override
  public Courtesy courtesy() {
    return this;
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }

  @Override
  public Answer instead(ChannelAccount account, RawRequest request, Trouble trouble) {
    return switch (trouble) {
      case UNREADABLE -> answer(false, UNREADABLE);
      case UNAVAILABLE -> answer(false, UNAVAILABLE);
      case LATE -> answer(follows(account, request), LATE);
    };
  }

  private Answer answer(boolean follows, String words) {
    return new Answer("application/json; charset=utf-8", writer.heard(follows, words));
  }

  /// An event shows words only, and which way a reply takes is decided when it goes out: where it
  /// may be an event it is words on both ways.
  @Override
  public Capabilities capabilities(ChannelAccount account) {
    return SkillSettings.reachesLater(account)
        ? Capabilities.text(Capabilities.Measure.CHARACTERS, SkillSettings.LONGEST)
        : Capabilities.of(kind());
  }

  @Override
  public List<ProviderCall> plan(ChannelAccount account, Outbound outbound) {
    return writer.plan(account, outbound);
  }

  @Override
  public Optional<ProviderCall> join(
      ChannelAccount account, ProviderCall first, ProviderCall next) {
    return writer.join(account, first, next);
  }

  @Override
  public Outcome send(ChannelAccount account, ProviderCall call) {
    return sender.send(account, call);
  }

  @Override
  public Set<String> mediaHosts(ChannelAccount account) {
    return MEDIA;
  }
}
