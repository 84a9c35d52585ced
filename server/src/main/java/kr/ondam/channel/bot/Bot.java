package kr.ondam.channel.bot;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.SettingProblem;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// A chatbot of one tenant, declared as a channel account of kind `BOT`.
///
/// @param dialect from the account's `profile`
/// @param url where it is asked, from the account's `base-url`: the whole address
/// @param key the unguessable path token of what it sends us by itself
/// @param secret a reference to the secret that both sides know, null without one
/// @param serves the accounts whose customers it answers; empty for all of the tenant
/// @param listens whether it is told what is said while a counsellor owns the conversation
/// @param sources addresses or networks it may call from; empty allows all
/// @param settings the account's other settings
public record Bot(
    TenantId tenant,
    ChannelAccountId id,
    String name,
    BotKind dialect,
    URI url,
    String key,
    @Nullable String secret,
    List<ChannelAccountId> serves,
    boolean listens,
    List<String> sources,
    Map<String, String> settings) {

  private static final List<String> WORDS = List.of("상담원", "상담사");
  private static final String USUAL_IDLE_MINUTES = "30";

  public Bot {
    serves = List.copyOf(serves);
    sources = List.copyOf(sources);
    settings = Map.copyOf(new TreeMap<>(settings));
  }

  /// The bot that an account declares.
  ///
  /// @throws IllegalArgumentException for an account that is no bot, or whose settings have
  ///   [#problems]
  public static Bot of(ChannelAccount account) {
    var url = account.baseUrl();
    var problems =
        BotSettings.problems(
            account.profile(), url == null ? "" : url.toString(), account.settings());
    if (account.kind() != ChannelKind.BOT || url == null || !problems.isEmpty()) {
      throw new IllegalArgumentException(
          "bot " + account.id() + ": " + problems + " (expected: a BOT account without problems)");
    }
    return new Bot(
        account.tenant(),
        account.id(),
        account.name(),
        BotKind.of(account.profile()).orElseThrow(),
        url,
        account.key(),
        account.settings().get(BotSettings.SECRET),
        BotSettings.list(account.settings().get(BotSettings.FOR)).stream()
            .map(ChannelAccountId::new)
            .toList(),
        "true".equals(account.settings().get(BotSettings.LISTEN)),
        account.sources(),
        account.settings());
  }

  /// The bot of an account that is enabled; empty for any other account, and for one whose settings
  /// cannot be used.
  public static Optional<Bot> enabled(ChannelAccount account) {
    var url = account.baseUrl();
    boolean usable =
        account.kind() == ChannelKind.BOT
            && account.enabled()
            && url != null
            && BotSettings.problems(account.profile(), url.toString(), account.settings())
                .isEmpty();
    return usable ? Optional.of(of(account)) : Optional.empty();
  }

  /// Everything that is wrong with the settings of an account of kind `BOT`.
  ///
  /// @param baseUrl null when the account has none
  public static List<SettingProblem> problems(
      String profile, @Nullable URI baseUrl, Map<String, String> settings) {
    return BotSettings.problems(profile, baseUrl == null ? "" : baseUrl.toString(), settings);
  }

  /// Whether customers of the account are its business.
  public boolean serves(ChannelAccountId account) {
    return serves.isEmpty() || serves.contains(account);
  }

  /// Whether new conversations begin with it.
  public boolean opens() {
    return !"false".equals(settings.get(BotSettings.OPENS));
  }

  /// What customers write when they want a counsellor.
  public List<String> handoverWords() {
    var words = BotSettings.list(settings.get(BotSettings.HANDOVER_WORDS));
    return words.isEmpty() ? WORDS : words;
  }

  /// How long its customer may be silent before the conversation is over.
  public Duration idle() {
    return Duration.ofMinutes(
        Long.parseLong(settings.getOrDefault(BotSettings.IDLE, USUAL_IDLE_MINUTES)));
  }

  /// What the customer is told when the bot has said nothing.
  public String fallback() {
    return settings.getOrDefault(
        BotSettings.FALLBACK, "죄송합니다. 답변을 드리지 못했습니다. 다시 한 번 말씀해 주시거나 '상담원'이라고 적어 주세요.");
  }

  /// Where the bot reaches us, without a slash at the end: `{public-url}{prefix}/{key}`; null
  /// without the setting `public-url`.
  public @Nullable String callback() {
    var base = settings.get(BotSettings.PUBLIC_URL);
    return base == null ? null : base.replaceAll("/+$", "") + dialect.prefix() + "/" + key;
  }
}
