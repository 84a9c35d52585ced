package kr.ondam.store;

import kr.ondam.agent.PresenceState;
import kr.ondam.agent.User;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.BotProgress;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Disposition;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.Incoming;
import kr.ondam.conversation.Note;
import kr.ondam.conversation.Notice;
import kr.ondam.conversation.OutboundRow;
import kr.ondam.conversation.PartlySent;
import kr.ondam.conversation.Reference;
import kr.ondam.conversation.Upload;
import kr.ondam.customer.ChannelIdentity;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerEvent;
import kr.ondam.customer.Visitor;
import kr.ondam.routing.Arrival;
import kr.ondam.routing.CrossTenantGrant;
import kr.ondam.routing.Loan;
import kr.ondam.routing.Offer;
import kr.ondam.routing.Queue;
import kr.ondam.routing.QueueEntry;
import kr.ondam.routing.RoutingDecision;
import kr.ondam.routing.RoutingEvent;
import kr.ondam.routing.Segment;
import kr.ondam.security.ApiKey;
import kr.ondam.security.AuditEvent;
import kr.ondam.security.CredentialStore.Credential;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.Tenant;

/// The tables of the schema in memory. Keys begin with the tenant, as in the migrations, except
/// where something is found before its tenant is known. Lengths of columns are not checked.
final class MemoryTables {
  /// Where a message stands in its conversation.
  record Place(ConversationId conversation, long seq) {}

  final MemoryLedger ledger = new MemoryLedger();

  final MemoryTable<String> group = table("tenant_group");
  final MemoryTable<Tenant> tenants = table("tenant");
  final MemoryTable<Long> epochs = table("tenant.epoch");
  final MemoryTable<Centre> centres = table("centre");

  final MemoryTable<User> users = table("app_user");

  /// Over all tenants: login.
  final MemoryTable<User> logins = table("app_user.login");

  final MemoryTable<PresenceState> presences = table("presence");
  final MemoryTable<Credential> credentials = table("credential");

  /// Tenant, name.
  final MemoryTable<ApiKey> apiKeys = table("api_key");

  /// Over all tenants: hash.
  final MemoryTable<ApiKey> apiKeyHashes = table("api_key.hash");

  final MemoryTable<AuditEvent> audit = table("audit_event");

  final MemoryTable<ChannelAccount> accounts = table("channel_account");

  /// Over all tenants: path token or public key.
  final MemoryTable<ChannelAccount> accountKeys = table("channel_account.path_key");

  final MemoryTable<Customer> customers = table("customer");
  final MemoryTable<CustomerEvent> customerEvents = table("customer_event");

  /// Tenant, id.
  final MemoryTable<Visitor> visitors = table("visitor");

  /// Over all tenants: hash.
  final MemoryTable<Visitor> visitorHashes = table("visitor.token_hash");

  /// Tenant, account, external user.
  final MemoryTable<ChannelIdentity> identities = table("channel_identity");

  final MemoryTable<Disposition> dispositions = table("disposition");
  final MemoryTable<Conversation> conversations = table("conversation");

  /// Tenant, account, external user: the conversation that is not ended.
  final MemoryTable<ConversationId> open = table("conversation.open_key");

  /// Tenant, conversation, seq.
  final MemoryTable<Incoming> messages = table("message");

  /// Tenant, account, external id.
  final MemoryTable<Place> externalIds = table("message.external_id");

  /// Tenant, conversation, client id.
  final MemoryTable<Place> clientIds = table("message.client_id");

  final MemoryTable<Attachment> attachments = table("attachment");
  final MemoryTable<Upload> uploads = table("upload");
  final MemoryTable<Note> notes = table("note");

  /// Tenant, conversation, epoch.
  final MemoryTable<Handover> handovers = table("handover");

  final MemoryTable<BotNote> botNotes = table("bot_note");
  final MemoryTable<BotProgress> botProgress = table("bot_progress");
  final MemoryTable<OutboundRow> outbounds = table("outbound");

  /// Tenant, conversation, seq: answered calls.
  final MemoryTable<PartlySent> partlySent = table("partly_sent");

  /// Tenant, account, reference.
  final MemoryTable<Notice> notices = table("notice");

  /// Tenant, id of the notice: those that somebody has seen to.
  final MemoryTable<Notice> noticesSeen = table("notice.seen");

  /// Tenant, account, reference: what was reported of notices that nobody knew yet.
  final MemoryTable<DeliveryReport> earlyReports = table("notice_name");

  final MemoryTable<MemoryCallbackStore.Row> callbacks = table("skill_callback");

  final MemoryTable<MemorySentCallStore.Row> sentCalls = table("sent_call");

  /// Tenant, message.
  final MemoryTable<Place> problems = table("delivery_problem");

  /// Tenant, account, external user, thread.
  final MemoryTable<Reference> references = table("reference");

  final MemoryTable<DeadLetter> deadLetters = table("dead_letter");

  final MemoryTable<Queue> queues = table("queue");
  final MemoryTable<QueueEntry> entries = table("queue_entry");
  final MemoryTable<Offer> offers = table("offer");

  /// Tenant, id.
  final MemoryTable<CrossTenantGrant> grants = table("cross_tenant_grant");

  /// Tenant, offer.
  final MemoryTable<Loan> loans = table("loan");

  /// Tenant, conversation, number.
  final MemoryTable<Segment> segments = table("segment");

  /// Tenant, conversation, id.
  final MemoryTable<RoutingDecision> decisions = table("routing_decision");

  final MemoryTable<Arrival> arrivals = table("routing_arrival");
  final MemoryTable<RoutingEvent> events = table("routing_event");

  private <V> MemoryTable<V> table(String name) {
    return new MemoryTable<>(ledger, name);
  }
}
