package kr.ondam.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small installation for tests and measurements of the whole process: one tenant with one 상담톡
/// account, one web chat, agents and an API key, on free ports.
public final class TestInstall {
  public static final String TENANT = "bench";
  public static final String CHANNEL_KEY = "k_bench_kakao_0001";
  public static final String SENDER_KEY = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";
  public static final String API_KEY = "bench-api-key-5d1f0c7e";

  private TestInstall() {}

  /// Writes the files into a fresh folder and answers it. Replies have nowhere to go.
  ///
  /// @param database a JDBC address, empty for H2
  public static Path write(
      Path folder, int agents, int capacity, String database, String durability)
      throws IOException {
    var account = account("kakao", CHANNEL_KEY, SENDER_KEY, "http://127.0.0.1:9");
    return write(folder, agents, capacity, database, durability, account);
  }

  /// A 상담톡 account as a line of YAML.
  public static String account(String id, String key, String sender, String dealer) {
    return "{id: %s, kind: KAKAO_COUNSEL, profile: happytalk-v3, key: %s, sender-key: %s, base-url: '%s', client-id: bench, client-secret: bench}"
        .formatted(id, key, sender, dealer);
  }

  /// The same with other 상담톡 accounts.
  public static Path write(
      Path folder, int agents, int capacity, String database, String durability, String... accounts)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("ondam.yaml"),
        """
        gateway: {host: 127.0.0.1, port: 0, api-calls-per-second: 1000000}
        console: {host: 127.0.0.1, port: 0}
        database: {url: '%s', durability: %s}
        """
            .formatted(database, durability));
    var users = new StringBuilder();
    for (int i = 1; i <= agents; i++) {
      users.append(
          "      - {login: agent%d, name: 상담사%d, roles: [AGENT], centre: main, capacity: %d, skills: {상담기본: 3}, password: bench-password}%n"
              .formatted(i, i, capacity));
    }
    Files.writeString(
        folder.resolve("group.yaml"),
        """
        group: {name: 측정}
        tenants:
          - id: %s
            name: 측정
            kind: AFFILIATE
            centres: [{id: main, name: 본센터}]
            users:
        %s
            channels:
              - %s
              - {id: web, kind: WEB_CHAT, key: pub_bench_1, origins: ['*']}
            queues: [{id: general, name: 일반, skills: {상담기본: 1}}]
            dispositions: [{code: '911', name: 단순 문의}]
            api-keys: [{name: bench, key: %s, roles: [AGENT, MANAGER]}]
        """
            .formatted(
                TENANT,
                users.toString().stripTrailing(),
                String.join("\n      - ", accounts),
                API_KEY));
    return folder;
  }
}
