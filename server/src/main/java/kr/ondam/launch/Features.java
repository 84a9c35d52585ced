package kr.ondam.launch;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.time.ZoneId;
import kr.ondam.agent.AgentStore;
import kr.ondam.channel.ChannelStore;
import kr.ondam.conversation.BotStore;
import kr.ondam.conversation.Carriage;
import kr.ondam.conversation.Choices;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.History;
import kr.ondam.conversation.Intake;
import kr.ondam.conversation.Notices;
import kr.ondam.conversation.Originals;
import kr.ondam.conversation.Outbox;
import kr.ondam.conversation.ProblemStore;
import kr.ondam.conversation.Problems;
import kr.ondam.conversation.Replies;
import kr.ondam.conversation.Reports;
import kr.ondam.conversation.Signals;
import kr.ondam.customer.CustomerStore;
import kr.ondam.event.EventBus;
import kr.ondam.launch.rules.RuleBooks;
import kr.ondam.media.Attachments;
import kr.ondam.media.MissingFiles;
import kr.ondam.media.Uploads;
import kr.ondam.report.Board;
import kr.ondam.routing.Borrowed;
import kr.ondam.routing.Partitions;
import kr.ondam.routing.RoutingStore;
import kr.ondam.security.ApiKeys;
import kr.ondam.security.Audit;
import kr.ondam.security.AuditStore;
import kr.ondam.security.Logins;
import kr.ondam.store.Stores;
import kr.ondam.tenant.TenantStore;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.Timers;

/// Everything the edges of the server work with: what the gateway and the console are built from.
public record Features(
    Stores stores,
    EventBus bus,
    InstantSource clock,
    Timers timers,
    ZoneId zone,
    TimeOrderedIds ids,
    MeterRegistry meters,
    Intake intake,
    Reports reports,
    Outbox outbox,
    Signals signals,
    Replies replies,
    Notices notices,
    Problems problems,
    Carriage carriage,
    Choices choices,
    Attachments attachments,
    Uploads uploads,
    History history,
    Partitions partitions,
    Board board,
    Logins logins,
    ApiKeys apiKeys,
    Audit audit,
    Provisioning provisioning,
    BotParts bots,
    RuleBooks rules) {
  public TenantStore tenants() {
    return stores.tenants();
  }

  public AgentStore agents() {
    return stores.agents();
  }

  public ChannelStore channels() {
    return stores.channels();
  }

  public CustomerStore customers() {
    return stores.customers();
  }

  public ConversationStore conversations() {
    return stores.conversations();
  }

  public ProblemStore openProblems() {
    return stores.problems();
  }

  /// What bots said for counsellors only, and how conversations came from them.
  public BotStore botStore() {
    return stores.bots();
  }

  public RoutingStore routing() {
    return stores.routing();
  }

  public Originals originals() {
    return stores.originals();
  }

  /// Has files fetched anew.
  public MissingFiles missingFiles() {
    return new MissingFiles(stores.attachments(), bus, clock);
  }

  /// What agents may see of other tenants.
  public Borrowed borrowed() {
    return new Borrowed(stores.routing(), clock);
  }

  public AuditStore auditRecord() {
    return stores.audit();
  }
}
