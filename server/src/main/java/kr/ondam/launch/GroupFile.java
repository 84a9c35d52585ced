package kr.ondam.launch;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import kr.ondam.agent.Role;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Network;
import kr.ondam.conversation.Disposition;
import kr.ondam.conversation.QueueId;
import kr.ondam.launch.GroupDefinition.ApiKeyDefinition;
import kr.ondam.launch.GroupDefinition.TenantDefinition;
import kr.ondam.launch.GroupDefinition.UserDefinition;
import kr.ondam.routing.Queue;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.CentreId;
import kr.ondam.tenant.Names;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import org.jspecify.annotations.Nullable;

/// Reads `config/group.yaml`.
final class GroupFile {
  private static final Set<String> RESERVED = Set.of(TenantId.GROUP.value(), "root", "all");

  private final List<String> problems = new ArrayList<>();
  private final Set<String> logins = new LinkedHashSet<>();
  private final Set<String> channelKeys = new LinkedHashSet<>();
  private final Map<String, ChannelAccountId> mailboxes = new HashMap<>();

  private final ChannelSettings settings;

  private GroupFile(ChannelSettings settings) {
    this.settings = settings;
  }

  /// @throws ConfigProblem naming everything that is wrong
  static GroupDefinition read(Path file, ChannelSettings settings) {
    return read(ConfigTree.read(file), settings);
  }

  static GroupDefinition read(ConfigTree.Fields fields, ChannelSettings settings) {
    return new GroupFile(settings).group(fields);
  }

  private GroupDefinition group(ConfigTree.Fields fields) {
    var root = new ConfigSection(fields, "", Map.of(), problems);
    var group = root.section("group");
    String name = name(group);
    group.finish();
    List<UserDefinition> users = new ArrayList<>();
    for (var user : root.sections("users")) {
      users.add(user(user, Set.of()));
    }
    List<TenantDefinition> tenants = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (var section : root.sections("tenants")) {
      var tenant = tenant(section);
      if (tenant != null) {
        if (!seen.add(tenant.tenant().id().value())) {
          section.wrong("id", tenant.tenant().id().value(), "a tenant id that is not used twice");
        }
        tenants.add(tenant);
      }
    }
    root.finish();
    if (!problems.isEmpty()) {
      throw new ConfigProblem(problems);
    }
    return new GroupDefinition(name, users, tenants);
  }

  private @Nullable TenantDefinition tenant(ConfigSection section) {
    var id = id(section, "id", TenantId::new);
    var name = name(section);
    var kind = section.choice("kind", TenantKind.class, TenantKind.AFFILIATE);
    var hue = section.number("hue", 210, 0, 359);
    if (id != null && RESERVED.contains(id.value())) {
      section.wrong("id", id.value(), "a tenant id other than " + RESERVED);
    }
    if (id == null || name.isBlank()) {
      return null;
    }
    Map<String, Centre> centres = centres(section, id);
    List<UserDefinition> users = new ArrayList<>();
    for (var user : section.sections("users")) {
      users.add(user(user, centres.keySet()));
    }
    var definition =
        new TenantDefinition(
            new Tenant(id, name, kind, hue),
            List.copyOf(centres.values()),
            users,
            channels(section, id),
            queues(section, id, centres.keySet()),
            dispositions(section, id),
            apiKeys(section));
    section.finish();
    return definition;
  }

  private Map<String, Centre> centres(ConfigSection section, TenantId tenant) {
    Map<String, Centre> centres = new LinkedHashMap<>();
    for (var centre : section.sections("centres")) {
      var id = id(centre, "id", CentreId::new);
      var name = name(centre);
      var region = centre.text("region").orElse("");
      if (id != null) {
        centres.put(id.value(), new Centre(tenant, id, name, region));
      }
      centre.finish();
    }
    return centres;
  }

  private UserDefinition user(ConfigSection section, Set<String> centres) {
    String login = section.required("login").toLowerCase(Locale.ROOT);
    if (!logins.add(login)) {
      section.wrong("login", login, "a login that is not used twice in the group");
    }
    var user =
        new UserDefinition(
            login,
            name(section),
            roles(section),
            known(section, "centre", centres, CentreId::new),
            section.number("capacity", 100, 0, 1000),
            levels(section, "skills"),
            section.required("password"));
    section.finish();
    return user;
  }

  private static Set<Role> roles(ConfigSection section) {
    var roles = EnumSet.noneOf(Role.class);
    for (var text : section.texts("roles")) {
      try {
        roles.add(Role.valueOf(text));
      } catch (IllegalArgumentException _) {
        section.wrong("roles", text, "some of " + List.of(Role.values()));
      }
    }
    return roles;
  }

  private static Map<String, Integer> levels(ConfigSection section, String key) {
    Map<String, Integer> levels = new LinkedHashMap<>();
    section
        .pairs(key)
        .forEach((skill, level) -> {
          if (level.matches("[1-5]")) {
            levels.put(skill, Integer.valueOf(level));
          } else {
            section.wrong(key, skill + ": " + level, "a level from 1 to 5");
          }
        });
    return levels;
  }

  private List<ChannelAccount> channels(ConfigSection section, TenantId tenant) {
    List<ChannelAccount> channels = new ArrayList<>();
    for (var channel : section.sections("channels")) {
      var id = id(channel, "id", ChannelAccountId::new);
      var kind = channel.choice("kind", ChannelKind.class, ChannelKind.WEB_CHAT);
      var name = channel.text("name").map(_ -> name(channel));
      var profile = channel.text("profile").orElse("");
      var key = key(channel, kind, tenant, id);
      var senderKey = channel.text("sender-key").orElse(null);
      var baseUrl = channel.text("base-url").map(URI::create).orElse(null);
      var origins = channel.texts("origins");
      var sources = channel.texts("sources");
      sources.stream()
          .filter(source -> !isNetwork(source))
          .forEach(source ->
              channel.wrong("sources", source, "an address or a network such as 203.0.113.0/24"));
      var enabled = channel.flag("enabled", true);
      var others = channel.rest();
      settings
          .problems(kind, profile, baseUrl, others)
          .forEach(p -> channel.wrong(p.key(), p.value(), p.expected()));
      if (!channelKeys.add(key)) {
        channel.wrong("key", "…", "a key that is not used twice in the group");
      }
      if (id != null && !key.isBlank()) {
        var account =
            new ChannelAccount(
                tenant,
                id,
                kind,
                name.orElse(id.value()),
                profile,
                key,
                senderKey,
                baseUrl,
                others,
                origins,
                sources,
                enabled);
        var mailbox = settings.http().mailbox(account);
        var other = mailbox == null ? null : mailboxes.putIfAbsent(mailbox, id);
        if (other != null) {
          channel.wrong("api-key", "…", "one with which " + other + " does not ask as well");
        }
        channels.add(account);
      }
      channel.finish();
    }
    return channels;
  }

  private static boolean isNetwork(String source) {
    try {
      Network.parse(source);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Nobody calls us for an account of SMPP, so that it needs no key that cannot be guessed.
  private static String key(
      ConfigSection channel, ChannelKind kind, TenantId tenant, @Nullable ChannelAccountId id) {
    return kind == ChannelKind.SMS_SMPP
        ? channel.text("key").orElse("smpp:" + tenant + ":" + id)
        : channel.required("key");
  }

  private List<Queue> queues(ConfigSection section, TenantId tenant, Set<String> centres) {
    List<Queue> queues = new ArrayList<>();
    for (var queue : section.sections("queues")) {
      var id = id(queue, "id", QueueId::plain);
      var name = name(queue);
      var skills = levels(queue, "skills");
      var centre = known(queue, "centre", centres, CentreId::new);
      var priority = queue.number("priority", 1, 0, 31);
      var weight = queue.number("weight", 1000, 1, 100_000);
      var keys = Set.copyOf(queue.texts("routing-keys"));
      if (id != null && !name.isBlank()) {
        queues.add(new Queue(tenant, id, name, skills, centre, priority, weight, keys));
      }
      queue.finish();
    }
    return queues;
  }

  private static List<Disposition> dispositions(ConfigSection section, TenantId tenant) {
    List<Disposition> dispositions = new ArrayList<>();
    Set<String> codes = new LinkedHashSet<>();
    for (var disposition : section.sections("dispositions")) {
      var code = disposition.required("code");
      var parent = disposition.text("parent").orElse(null);
      if (parent != null && !codes.contains(parent)) {
        disposition.wrong("parent", parent, "a code that stands above");
      }
      codes.add(code);
      dispositions.add(
          new Disposition(
              tenant, code, name(disposition), parent, disposition.flag("enabled", true)));
      disposition.finish();
    }
    return dispositions;
  }

  private static List<ApiKeyDefinition> apiKeys(ConfigSection section) {
    List<ApiKeyDefinition> keys = new ArrayList<>();
    for (var key : section.sections("api-keys")) {
      keys.add(new ApiKeyDefinition(key.required("name"), key.required("key"), roles(key)));
      key.finish();
    }
    return keys;
  }

  private static String name(ConfigSection section) {
    var name = section.required("name");
    if (!name.isBlank() && !Names.sound(name)) {
      section.wrong("name", Names.readable(name), Names.EXPECTED);
    }
    return name;
  }

  private static <T> @Nullable T known(
      ConfigSection section, String key, Set<String> names, Function<String, T> make) {
    var text = section.text(key);
    if (text.isEmpty()) {
      return null;
    }
    if (!names.contains(text.get())) {
      section.wrong(key, text.get(), "one of " + names);
      return null;
    }
    return make.apply(text.get());
  }

  private static <T> @Nullable T id(ConfigSection section, String key, Function<String, T> make) {
    var text = section.required(key);
    try {
      return text.isBlank() ? null : make.apply(text);
    } catch (IllegalArgumentException e) {
      section.wrong(key, text, "1 to 64 of a-z, 0-9 and '-'");
      return null;
    }
  }
}
