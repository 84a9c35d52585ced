package kr.ondam.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The start that fills an empty database from the group's file.
final class FirstStartTest {
  private static final URI DEALER = URI.create("http://127.0.0.1:9");

  @TempDir private Path folder;

  @Test
  void whatAnEarlierStartDidNotFinishIsMadeUpFor() {
    try (var killed =
        Core.build(
            ServerConfig.read(Path.of("../config/ondam.yaml"), Map.of()),
            folder.resolve("data"),
            new FileSecrets(folder, Map.of()),
            Map.of(),
            new SimpleMeterRegistry(),
            ZoneId.of("Asia/Seoul"),
            folder.resolve("routing"),
            ChannelSettings.shipped())) {
      var life = new TenantId(TestServer.Home.LIFE.tenant());
      killed
          .features()
          .stores()
          .tenants()
          .save(new Tenant(life, "life", TenantKind.AFFILIATE, 200));
    }
    try (var server = new TestServer(folder, DEALER)) {
      for (var home : TestServer.Home.values()) {
        var answer = server.api(home, "GET", "/api/v1/conversations", "");
        assertThat(answer.statusCode()).as(home.tenant()).isEqualTo(200);
      }
    }
  }

  @Test
  void whatAnAdministratorChangedIsNotUndoneByTheNextStart() {
    try (var server = new TestServer(folder, DEALER)) {
      var tenants = server.server().features().stores().tenants();
      tenants.saveGroupName("다른 이름");
    }
    try (var server = new TestServer(folder, DEALER)) {
      assertThat(server.server().features().stores().tenants().groupName()).contains("다른 이름");
    }
  }
}
