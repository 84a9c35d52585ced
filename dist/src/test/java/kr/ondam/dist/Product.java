package kr.ondam.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kr.ondam.channel.alimtalk.FakeNotices;
import kr.ondam.channel.bot.FakeBot;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.channel.sms.http.FakeGateway;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives every browser test a tenant of its own in one running product, which is started, with one
/// browser, for all of them.
final class Product implements ParameterResolver, AfterEachCallback {
  static final String PASSWORD = "browser-password-1";

  /// The tests of a class with this tag share one tenant, because none leaves anything behind that
  /// another would notice. The start of the product is longer with every tenant.
  static final String ONE_TENANT = "one-tenant";

  /// The tests of a class with this tag work in the group that is shipped, in a product of its own.
  /// Pictures for documents are taken there.
  static final String DEMO_GROUP = "demo-group";

  private static final Path SHIPPED = Path.of("..", "config");
  private static final int TENANTS = 64;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Office.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    var store = test.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
    var chromium = store.computeIfAbsent(Chromium.class, _ -> new Chromium(), Chromium.class);
    boolean demo = test.getTags().contains(DEMO_GROUP);
    var running =
        store.computeIfAbsent(
            demo ? DEMO_GROUP : "tenants", _ -> new Running(chromium, demo), Running.class);
    return test.getStore(ExtensionContext.Namespace.create(Product.class))
        .computeIfAbsent(Office.class, _ -> running.office(test), Office.class);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    var office =
        test.getStore(ExtensionContext.Namespace.create(Product.class))
            .get(Office.class, Office.class);
    if (office != null) {
      office.leave(test.getExecutionException().isPresent());
    }
  }

  /// The process and the dealer.
  private static final class Running implements AutoCloseable {
    private final FakeDealer dealer = new FakeDealer();
    private final FakeGateway texts = new FakeGateway();
    private final FakeNotices notices = new FakeNotices();
    private final AtomicInteger offices = new AtomicInteger();
    private final Map<Class<?>, Integer> shared = new HashMap<>();
    private final boolean demo;
    private final Path folder;
    private final Path log;
    private final ServerProcess server;
    private final Chromium chromium;

    Running(Chromium chromium, boolean demo) {
      this.chromium = chromium;
      this.demo = demo;
      try {
        folder = Files.createTempDirectory("ondam-browser");
        log = folder.resolve("server.log");
        var config = folder.resolve("config");
        if (demo) {
          writeShipped(config);
        } else {
          write(config);
        }
        server =
            ServerProcess.start(
                log,
                List.of("-Xmx512m", "-Duser.timezone=Asia/Seoul"),
                Main.class.getName(),
                "run",
                "--config",
                config.toString(),
                "--data",
                folder.resolve("data").toString());
        System.out.printf("browser tests: ready in %.1f s%n", server.secondsToReady());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Office office(ExtensionContext test) {
      var name = test.getRequiredTestMethod().getName();
      if (demo) {
        var place = Place.demo(secret("demo-life-api-key"));
        return new Office(0, place, name, server, log, dealer, notices, chromium);
      }
      int number =
          test.getTags().contains(ONE_TENANT)
              ? shared.computeIfAbsent(test.getRequiredTestClass(), _ -> offices.incrementAndGet())
              : offices.incrementAndGet();
      if (number > TENANTS) {
        throw new IllegalStateException(
            "tenants: " + number + " (expected: at most " + TENANTS + ")");
      }
      return new Office(
          number, Place.numbered(number), name, server, log, dealer, notices, chromium);
    }

    private static String secret(String name) {
      try {
        return Files.readString(SHIPPED.resolve("secrets").resolve(name)).strip();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// The group that is shipped with our dealer and password, and without its rules, whose opening
    /// hours would close at night.
    private void writeShipped(Path config) throws IOException {
      writeSettings(config);
      var group = Files.readString(SHIPPED.resolve("group.yaml"));
      Files.writeString(
          config.resolve("group.yaml"),
          group.replace("http://127.0.0.1:9900", dealer.uri().toString()));
      var secrets = Files.createDirectories(config.resolve("secrets"));
      for (String name : List.of("demo-life-api-key", "demo-card-api-key", "demo-kakao-secret")) {
        Files.writeString(secrets.resolve(name), secret(name));
      }
      Files.writeString(secrets.resolve("demo-password"), PASSWORD);
    }

    private void writeSettings(Path config) throws IOException {
      Files.createDirectories(config);
      Files.copy(SHIPPED.resolve("logback.xml"), config.resolve("logback.xml"));
      Files.writeString(
          config.resolve("ondam.yaml"),
          """
          gateway: {host: 127.0.0.1, port: 0}
          console: {host: 127.0.0.1, port: 0}
          database: {durability: process}
          routing: {offer-timeout: 60s}
          media: {hosts: ['127.0.0.1:%d'], private-networks: [127.0.0.1]}
          """
              .formatted(dealer.uri().getPort()));
    }

    private void write(Path config) throws IOException {
      writeSettings(config);
      Files.createDirectories(config.resolve("secrets"));
      Files.writeString(config.resolve("secrets/bot-secret"), FakeBot.SECRET);
      var tenants =
          IntStream.rangeClosed(1, TENANTS).mapToObj(this::tenant).collect(Collectors.joining());
      Files.writeString(
          config.resolve("group.yaml"),
          """
          group: {name: 한빛그룹}
          users:
            - {login: admin, name: 최관리, roles: [SYSTEM_ADMIN, ADMIN], capacity: 0, password: '%1$s'}
            - {login: group, name: 정통합, roles: [GROUP_MANAGER], capacity: 0, password: '%1$s'}
          tenants:
          """
                  .formatted(PASSWORD)
              + tenants);
    }

    private String tenant(int number) {
      return """
        - id: t%1$d
          name: 한빛생명 %1$d호점
          kind: AFFILIATE
          hue: %5$d
          centres: [{id: busan, name: 부산센터}, {id: seoul, name: 서울센터}]
          users:
            - {login: kim%1$d, name: 김상담, roles: [AGENT], centre: busan, capacity: 100, skills: {상담기본: 3}, password: '%2$s'}
            - {login: lee%1$d, name: 이하늘, roles: [AGENT], centre: seoul, capacity: 100, skills: {상담기본: 3}, password: '%2$s'}
            - {login: park%1$d, name: 박센터장, roles: [MANAGER], centre: seoul, capacity: 0, password: '%2$s'}
          channels:
            - {id: t%1$d-kakao, kind: KAKAO_COUNSEL, name: 한빛생명 카카오톡, profile: happytalk-v3, key: %3$s, sender-key: %4$s, base-url: '%6$s', client-id: demo, client-secret: s3cret, notice-profile: lunasoft, notice-url: '%9$s', notice-key: s3cret, template-CS_01: '#{이름}님, 답변이 준비되었습니다.'}
            - {id: t%1$d-sms, kind: SMS_HTTP, name: 대표문자, profile: kannel, key: sms_t%1$d_0001, number: '15881234', base-url: '%8$s', public-url: 'https://talk.example.kr', username: ondam, password: pw}
            - {id: t%1$d-web, kind: WEB_CHAT, name: 한빛생명 웹채팅, key: pub_t%1$d_1, origins: ['*']}
          queues:
            - {id: general, name: 일반, skills: {상담기본: 1}, priority: 1}
            - {id: claims, name: 보험금, skills: {상담기본: 1}, priority: 1}
          dispositions:
            - {code: '100', name: 보험금}
            - {code: '110', name: 청구, parent: '100'}
            - {code: '111', name: 청구 서류 안내, parent: '110'}
            - {code: '900', name: 기타}
            - {code: '911', name: 단순 문의, parent: '900'}
          api-keys: [{name: erp, key: %7$s, roles: [AGENT, MANAGER]}]
      """
          .formatted(
              number,
              PASSWORD,
              Place.numbered(number).kakaoKey(),
              Office.senderKey(number),
              (number * 47 + 165) % 360,
              dealer.uri(),
              Place.numbered(number).apiKey(),
              texts.uri(),
              notices.uri());
    }

    @Override
    public void close() throws IOException {
      server.close();
      dealer.close();
      texts.close();
      notices.close();
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
