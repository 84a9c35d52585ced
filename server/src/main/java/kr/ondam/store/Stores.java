package kr.ondam.store;

import kr.ondam.agent.AgentStore;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.kakao.skill.CallbackStore;
import kr.ondam.channel.sms.http.PolledStore;
import kr.ondam.channel.sms.smpp.PartStore;
import kr.ondam.conversation.BotStore;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.NoticeStore;
import kr.ondam.conversation.Originals;
import kr.ondam.conversation.ProblemStore;
import kr.ondam.conversation.SentCallStore;
import kr.ondam.conversation.UploadStore;
import kr.ondam.customer.CustomerStore;
import kr.ondam.customer.VisitorStore;
import kr.ondam.media.AttachmentStore;
import kr.ondam.routing.RoutingStore;
import kr.ondam.security.ApiKeyStore;
import kr.ondam.security.AuditStore;
import kr.ondam.security.CredentialStore;
import kr.ondam.tenant.TenantStore;

/// All stores over one database.
public record Stores(
    TenantStore tenants,
    AgentStore agents,
    ChannelStore channels,
    CustomerStore customers,
    VisitorStore visitors,
    ConversationStore conversations,
    Originals originals,
    BotStore bots,
    SentCallStore sentCalls,
    PartStore smsParts,
    PolledStore polled,
    CallbackStore callbacks,
    NoticeStore notices,
    ProblemStore problems,
    AttachmentStore attachments,
    UploadStore uploads,
    RoutingStore routing,
    CredentialStore credentials,
    ApiKeyStore apiKeys,
    AuditStore audit) {

  /// The stores of an opened database.
  ///
  /// @param powerSafe whether a write returns only when it would survive a loss of power
  public static Stores of(Database database, boolean powerSafe) {
    return of(new Transactions(database, new Checkpoints(database, powerSafe)));
  }

  static Stores of(Transactions transactions) {
    return new Stores(
        new HibernateTenantStore(transactions),
        new HibernateAgentStore(transactions),
        new HibernateChannelStore(transactions),
        new HibernateCustomerStore(transactions),
        new HibernateVisitorStore(transactions),
        new HibernateConversationStore(transactions),
        new HibernateOriginals(transactions),
        new HibernateBotStore(transactions),
        new HibernateSentCallStore(transactions),
        new HibernatePartStore(transactions),
        new HibernatePolledStore(transactions),
        new HibernateCallbackStore(transactions),
        new HibernateNoticeStore(transactions),
        new HibernateProblemStore(transactions),
        new HibernateAttachmentStore(transactions),
        new HibernateUploadStore(transactions),
        new HibernateRoutingStore(transactions),
        new HibernateSecurityStores.Credentials(transactions),
        new HibernateSecurityStores.Keys(transactions),
        new HibernateSecurityStores.AuditRecord(transactions));
  }
}
