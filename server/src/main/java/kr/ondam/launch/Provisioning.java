package kr.ondam.launch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.Secrets;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.Disposition;
import kr.ondam.launch.GroupDefinition.TenantDefinition;
import kr.ondam.launch.GroupDefinition.UserDefinition;
import kr.ondam.routing.Queue;
import kr.ondam.routing.RoutingStore;
import kr.ondam.security.ApiKey;
import kr.ondam.security.ApiKeyStore;
import kr.ondam.security.ApiKeys;
import kr.ondam.security.CredentialStore;
import kr.ondam.security.Passwords;
import kr.ondam.store.Stores;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.Names;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantStore;
import kr.ondam.time.TimeOrderedIds;

/// Creates tenants, users and channel accounts, from the group's file and from the administrator's
/// page alike. A change takes effect at once: the tenant's partition is told.
public final class Provisioning {
  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_PASSWORD = 128;

  private final TenantStore tenants;
  private final AgentStore agents;
  private final ChannelStore channels;
  private final ChannelProvisioning accounts;
  private final ChannelSettings settings;
  private final ConversationStore conversations;
  private final DispositionEdits dispositions;
  private final RoutingStore routing;
  private final CredentialStore credentials;
  private final ApiKeyStore apiKeys;
  private final Passwords passwords;
  private final Secrets secrets;
  private final TimeOrderedIds ids;
  private final List<Consumer<TenantId>> listeners;

  /// @param changed told after everything of a tenant that routing or channels depend on has been
  ///   stored
  Provisioning(
      Stores stores,
      ChannelSettings settings,
      Passwords passwords,
      Secrets secrets,
      TimeOrderedIds ids,
      Consumer<TenantId> changed) {
    tenants = stores.tenants();
    agents = stores.agents();
    channels = stores.channels();
    conversations = stores.conversations();
    routing = stores.routing();
    credentials = stores.credentials();
    apiKeys = stores.apiKeys();
    this.settings = settings;
    accounts = new ChannelProvisioning(tenants, channels, settings);
    dispositions = new DispositionEdits(conversations);
    this.passwords = passwords;
    this.secrets = secrets;
    this.ids = ids;
    listeners = new CopyOnWriteArrayList<>(List.of(changed));
  }

  /// How settings of channel accounts are judged here.
  public ChannelSettings settings() {
    return settings;
  }

  /// Has one more told of what changed in a tenant.
  void tell(Consumer<TenantId> listener) {
    listeners.add(listener);
  }

  private void changed(TenantId tenant) {
    listeners.forEach(listener -> listener.accept(tenant));
  }

  /// Applies a group's definition. What exists is updated, what the file does not name stays;
  /// passwords that users already have are kept. Applying it twice changes nothing.
  void apply(GroupDefinition group) {
    var named = group.tenants().stream().flatMap(t -> t.channels().stream()).toList();
    var shared =
        named.stream()
            .flatMap(
                account -> accounts.sharing(account, named).map(other -> shared(account, other)))
            .toList();
    if (!shared.isEmpty()) {
      throw new ConfigProblem(shared);
    }
    group.tenants().forEach(this::apply);
    savePasswords(
        Stream.concat(
                group.users().stream().map(user -> apply(TenantId.GROUP, user)),
                group.tenants().stream()
                    .flatMap(
                        each -> each.users().stream().map(user -> apply(each.tenant().id(), user))))
            .flatMap(Optional::stream)
            .toList());
    group.tenants().forEach(each -> changed(each.tenant().id()));
    // Says that nothing is missing: before it is there, a start applies the file again.
    tenants.saveGroupName(group.name());
  }

  private static String shared(ChannelAccount account, ChannelAccount other) {
    return "channel %s: its base-url and api-key are those of %s in %s, and each would take the other's texts"
        .formatted(account.id(), other.id(), other.tenant());
  }

  private void apply(TenantDefinition definition) {
    var tenant = definition.tenant();
    tenants.save(tenant);
    definition.centres().forEach(tenants::save);
    if (routing.queues(tenant.id()).isEmpty()) {
      routing.save(generalQueue(tenant.id()));
    }
    definition.queues().forEach(routing::save);
    definition.dispositions().forEach(conversations::save);
    for (var channel : definition.channels()) {
      if (!channels.save(channel)) {
        throw new ConfigProblem(
            List.of("channel " + channel.id() + ": its key is already used by another account"));
      }
    }
    for (var key : definition.apiKeys()) {
      secrets
          .value(key.key())
          .ifPresent(value ->
              apiKeys.save(
                  new ApiKey(
                      tenant.id(), ids.next(), key.name(), ApiKeys.hashOf(value), key.roles())));
    }
  }

  /// A user who has no password yet, and the first one.
  private record FirstPassword(User user, String password) {}

  private Optional<FirstPassword> apply(TenantId tenant, UserDefinition definition) {
    var existing = agents.byLogin(definition.login()).filter(user -> user.tenant().equals(tenant));
    var id = existing.map(User::id).orElseGet(() -> new UserId(ids.next()));
    var user =
        new User(
            id,
            tenant,
            definition.login(),
            definition.name(),
            definition.roles(),
            definition.centre(),
            definition.capacity(),
            definition.skills(),
            true);
    if (!agents.save(user)) {
      throw new ConfigProblem(
          List.of("login " + definition.login() + ": is already used in another tenant"));
    }
    return credentials.find(tenant, id).isEmpty()
        ? secrets.value(definition.password()).map(password -> new FirstPassword(user, password))
        : Optional.empty();
  }

  /// A hash takes a fifth of a second, so as many are made at once as there may be.
  private void savePasswords(List<FirstPassword> first) {
    record Hashed(User user, String hash) {}
    first.parallelStream()
        .map(each -> new Hashed(each.user(), passwords.hash(each.password())))
        .toList()
        .forEach(each -> saveHash(each.user(), each.hash()));
  }

  /// Creates a tenant with its first centre, the general queue and a few dispositions.
  public ProvisionResult createTenant(Tenant tenant, Centre centre) {
    if (tenant.id().equals(TenantId.GROUP) || Set.of("root", "all").contains(tenant.id().value())) {
      return new ProvisionResult.Invalid("id", "an id that is not reserved");
    }
    if (tenants.tenants().stream().anyMatch(other -> other.id().equals(tenant.id()))) {
      return new ProvisionResult.Taken("tenant");
    }
    if (!Names.sound(tenant.name())) {
      return misnamed("name");
    }
    var wrong = problem(centre, "centreName");
    if (wrong.isPresent()) {
      return wrong.get();
    }
    tenants.save(tenant);
    tenants.save(centre);
    routing.save(generalQueue(tenant.id()));
    dispositions.begin(tenant.id());
    changed(tenant.id());
    return new ProvisionResult.Done();
  }

  /// Changes the name and the colour of a tenant; its kind stays.
  public ProvisionResult saveTenant(Tenant tenant) {
    boolean known =
        tenants.tenants().stream()
            .anyMatch(other -> other.id().equals(tenant.id()) && other.kind() == tenant.kind());
    if (!known) {
      return new ProvisionResult.Invalid("id", "a tenant of the group");
    }
    if (!Names.sound(tenant.name())) {
      return misnamed("name");
    }
    tenants.save(tenant);
    changed(tenant.id());
    return new ProvisionResult.Done();
  }

  public ProvisionResult saveCentre(Centre centre) {
    var wrong = problem(centre, "name");
    if (wrong.isPresent()) {
      return wrong.get();
    }
    tenants.save(centre);
    return new ProvisionResult.Done();
  }

  private static Optional<ProvisionResult> problem(Centre centre, String name) {
    if (!Names.sound(centre.name())) {
      return Optional.of(misnamed(name));
    }
    return centre.region().isEmpty() || Names.sound(centre.region())
        ? Optional.empty()
        : Optional.of(misnamed("region"));
  }

  private static ProvisionResult misnamed(String field) {
    return new ProvisionResult.Invalid(field, Names.EXPECTED);
  }

  /// Adds a disposition, whose code no other of the tenant has.
  public ProvisionResult createDisposition(Disposition disposition) {
    return dispositions.create(disposition);
  }

  /// Changes a disposition of the tenant; its code stays.
  public ProvisionResult saveDisposition(Disposition disposition) {
    return dispositions.save(disposition);
  }

  public ProvisionResult saveQueue(Queue queue) {
    if (!Names.sound(queue.name())) {
      return misnamed("name");
    }
    routing.save(queue);
    changed(queue.tenant());
    return new ProvisionResult.Done();
  }

  /// Creates a user with a first password, which is checked exactly as typed.
  public ProvisionResult createUser(User user, String password) {
    var wrong = misnamed(user).or(() -> problem(user, password));
    if (wrong.isPresent()) {
      return wrong.get();
    }
    if (agents.byLogin(user.login()).isPresent() || !agents.save(user)) {
      return new ProvisionResult.Taken("login");
    }
    savePassword(user, password);
    changed(user.tenant());
    return new ProvisionResult.Done();
  }

  /// Changes what an existing user is and may do. A new password also ends a lock.
  ///
  /// @param password empty keeps the old one
  public ProvisionResult saveUser(User user, String password) {
    var wrong =
        misnamed(user).or(() -> password.isEmpty() ? Optional.empty() : problem(user, password));
    if (wrong.isPresent()) {
      return wrong.get();
    }
    if (!agents.save(user)) {
      return new ProvisionResult.Taken("login");
    }
    if (!password.isEmpty()) {
      savePassword(user, password);
    }
    changed(user.tenant());
    return new ProvisionResult.Done();
  }

  private static Optional<ProvisionResult> misnamed(User user) {
    if (!Names.sound(user.login())) {
      return Optional.of(misnamed("login"));
    }
    return Names.sound(user.name()) ? Optional.empty() : Optional.of(misnamed("name"));
  }

  private static Optional<ProvisionResult> problem(User user, String password) {
    if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
      return Optional.of(
          new ProvisionResult.Invalid(
              "password", SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters"));
    }
    return password.contains(user.login())
        ? Optional.of(new ProvisionResult.Invalid("password", "a password without the login in it"))
        : Optional.empty();
  }

  public ProvisionResult createChannel(ChannelAccount account) {
    return told(account, accounts.create(account));
  }

  /// Changes an account of the tenant; its kind and its key stay what they are.
  public ProvisionResult saveChannel(ChannelAccount account) {
    return told(account, accounts.save(account));
  }

  private ProvisionResult told(ChannelAccount account, ProvisionResult result) {
    if (result instanceof ProvisionResult.Done) {
      changed(account.tenant());
    }
    return result;
  }

  /// A fresh id for a user who is about to be created.
  public UserId newUserId() {
    return new UserId(ids.next());
  }

  private void savePassword(User user, String password) {
    saveHash(user, passwords.hash(password));
  }

  private void saveHash(User user, String hash) {
    credentials.save(new CredentialStore.Credential(user.tenant(), user.id(), hash, 0, null));
  }

  private static Queue generalQueue(TenantId tenant) {
    return new Queue(tenant, Queue.GENERAL, "일반", Map.of(), null, 1, 1000, Set.of());
  }

  /// A key for a channel account that nobody can guess: 122 random bits.
  public static String newChannelKey() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
