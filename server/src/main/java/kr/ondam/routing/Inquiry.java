package kr.ondam.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Part;
import kr.ondam.channel.bot.Bot;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.Message;
import kr.ondam.customer.Customer;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.rules.file.RuleSet;
import kr.ondam.rules.language.Facts;
import kr.ondam.rules.language.Fields;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.CentreId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Learns what rules ask about a conversation, from what the installation itself knows: its channel
/// account, its entry point, the customer's record and history. Nothing a customer writes becomes a
/// fact (RR48); the first message is read only for 첫문장 and is not kept.
final class Inquiry {
  /// The setting of a channel account that says to which centre its conversations belong.
  static final String CENTRE_SETTING = "centre";

  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final int FEW = 20;

  /// The epoch of a conversation that waits after its bot had it first.
  private static final long BOT_ONCE = 2;

  private final TenantId tenant;
  private final RoutingSources sources;
  private Map<CentreId, String> centres = Map.of();
  private Map<ChannelAccountId, String> accountCentres = Map.of();
  private List<Bot> bots = List.of();

  Inquiry(TenantId tenant, RoutingSources sources) {
    this.tenant = tenant;
    this.sources = sources;
  }

  /// What was learned about a conversation.
  ///
  /// @param centre its centre's name, empty for none
  /// @param facts by the field's Korean name
  /// @param lastAgent who held the customer's last consultation
  /// @param lastEnded when that ended
  /// @param handover how it came from its bot, null when it did not
  record Learned(
      String centre,
      Map<String, String> facts,
      @Nullable AgentId lastAgent,
      @Nullable Instant lastEnded,
      @Nullable Handover handover) {}

  /// Centres or channel accounts were edited.
  void reload() {
    Map<CentreId, String> names = new HashMap<>();
    for (Centre centre : sources.tenants().centres(tenant)) {
      names.put(centre.id(), centre.name());
    }
    centres = names;
    Map<ChannelAccountId, String> settings = new HashMap<>();
    List<Bot> answering = new ArrayList<>();
    for (var account : sources.channels().accounts(tenant)) {
      Bot.enabled(account).ifPresent(answering::add);
      var centre = account.settings().get(CENTRE_SETTING);
      if (centre != null) {
        centreNamed(centre).ifPresent(name -> settings.put(account.id(), name));
      }
    }
    accountCentres = settings;
    bots = answering;
  }

  /// Whether a bot could be given a conversation that waits (챗봇): one that is new, or that its bot
  /// gave away without having failed. What was given back before has a later epoch, and what an
  /// agent has had either that or no handover.
  boolean botMayHave(Conversation row) {
    if (row.ownerEpoch() > BOT_ONCE || row.stage().held() || !botAnswers(row.account())) {
      return false;
    }
    return row.ownerEpoch() == 1
        || handover(row).filter(handed -> !handed.reason().failure()).isPresent();
  }

  /// Whether a bot answers first on a channel account.
  boolean botAnswers(ChannelAccountId account) {
    return bots.stream().anyMatch(bot -> bot.serves(account));
  }

  /// How a conversation came from its bot; only those have a later epoch when they arrive.
  Optional<Handover> handover(Conversation row) {
    return row.ownerEpoch() == 1 ? Optional.empty() : sources.bots().lastHandover(tenant, row.id());
  }

  /// The name of a centre.
  Optional<String> centre(@Nullable CentreId id) {
    return Optional.ofNullable(id == null ? null : centres.get(id));
  }

  private Optional<String> centreNamed(String idOrName) {
    return centres.entrySet().stream()
        .filter(centre ->
            centre.getKey().value().equals(idOrName) || centre.getValue().equals(idOrName))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /// What is known of a conversation by where it begins, before anybody asks who the customer is.
  ///
  /// @param centre its centre's name, empty for none
  /// @param facts by the field's Korean name
  record Entry(String centre, Map<String, String> facts) {}

  /// @param key its entry point, null when there is none
  /// @param sets the rules of a centre by its name
  Entry entry(
      ChannelAccountId account,
      ChannelKind channel,
      @Nullable String key,
      Function<String, RuleSet> sets) {
    String centre =
        Optional.ofNullable(accountCentres.get(account))
            .or(() -> Optional.ofNullable(key).flatMap(this::centreNamed))
            .orElse("");
    Map<String, String> facts = new HashMap<>();
    facts.put(Fields.CHANNEL.korean(), Ruling.channel(channel));
    if (key != null) {
      sets.apply(centre)
          .vocabulary()
          .topic(key)
          .ifPresent(topic -> facts.put(Fields.TOPIC.korean(), topic));
    }
    return new Entry(centre, facts);
  }

  Learned learn(Conversation row, Ruling ruling) {
    var entry = entry(row.account(), row.channel(), row.routingKey(), ruling::set);
    var centre = entry.centre();
    var facts = entry.facts();
    sources
        .customers()
        .find(tenant, row.customer())
        .ifPresent(customer -> describe(customer, row.openedAt(), facts));
    var last =
        sources.conversations().history(tenant, List.of(row.customer()), before(row), 1).stream()
            .filter(before -> before.endedAt() != null)
            .findFirst();
    var ended = last.map(Conversation::endedAt);
    ended.ifPresent(at ->
        facts.put(
            Fields.LAST_CONTACT.korean(),
            Long.toString(Math.max(0, Duration.between(at, row.openedAt()).toMillis()))));
    var handover = handover(row);
    handover.ifPresent(handed -> describe(handed, ruling.set(centre), facts));
    return new Learned(
        centre,
        facts,
        last.map(Conversation::assignee).orElse(null),
        ended.orElse(null),
        handover.orElse(null));
  }

  /// A bot may say what it is about; who the customer is, it may not (BT58).
  private static void describe(Handover handover, RuleSet set, Map<String, String> facts) {
    facts.put(Fields.BOT_FAILURES.korean(), Integer.toString(handover.failures()));
    for (var name : List.of(Fields.TOPIC.korean(), Fields.TOPIC.english())) {
      Optional.ofNullable(handover.wish().attributes().get(name))
          .flatMap(topic -> set.vocabulary().topic(topic))
          .ifPresent(topic -> facts.put(Fields.TOPIC.korean(), topic));
    }
  }

  private static void describe(Customer customer, Instant at, Map<String, String> facts) {
    facts.put(Fields.GRADE.korean(), RuleWords.GRADES.get(customer.grade()));
    var traits = customer.traits();
    if (!traits.tags().isEmpty()) {
      facts.put(Fields.TAGS.korean(), String.join(Facts.SEPARATOR, traits.tags()));
    }
    traits
        .age(LocalDate.ofInstant(at, SEOUL))
        .ifPresent(age -> facts.put(Fields.AGE.korean(), Integer.toString(age)));
    if (traits.contracts() != null) {
      facts.put(Fields.CONTRACTS.korean(), traits.contracts().toString());
    }
    if (traits.region() != null) {
      facts.put(Fields.CUSTOMER_REGION.korean(), traits.region());
    }
  }

  private static HistoryPosition before(Conversation row) {
    return new HistoryPosition(row.openedAt(), row.id().value());
  }

  /// The facts as they were at the arrival, with the first message read again.
  Facts facts(RuleSet set, Map<String, String> known, ConversationId conversation, Instant at) {
    var builder = set.facts(at.toEpochMilli()).putRecorded(known);
    String first = firstMessage(conversation);
    if (!first.isEmpty()) {
      builder.put(Fields.FIRST_MESSAGE.korean(), first);
    }
    return builder.build();
  }

  private String firstMessage(ConversationId conversation) {
    return sources.conversations().messages(tenant, conversation, 0, 1).stream()
        .filter(message -> message.direction() == Direction.IN)
        .flatMap(message -> message.parts().stream())
        .map(part -> part instanceof Part.Text(var text) ? text : "")
        .collect(Collectors.joining(" "))
        .strip();
  }

  /// Since when the customer has not answered the agent; empty when it is the agent's turn.
  Optional<Instant> silentSince(Conversation row) {
    if (row.customerWaits()) {
      return Optional.empty();
    }
    return sources.conversations().messages(tenant, row.id(), row.lastInboundSeq(), FEW).stream()
        .filter(message -> message.direction() == Direction.OUT)
        .filter(message -> message.author().kind() == AuthorKind.AGENT)
        .map(Message::at)
        .findFirst();
  }
}
