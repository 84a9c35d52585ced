package kr.ondam.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import kr.ondam.launch.rules.RuleState;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.CentreId;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A tenant that is created on screen while the shipped rules are in force.
@Timeout(120)
final class NewTenantTest {
  @TempDir private Path data;

  @Test
  void itIsUnderTheRulesOfTheGroupAtOnce() throws IOException {
    var routing = Files.createDirectories(data.resolve("routing"));
    try (var files = Files.list(Path.of("../config/routing"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, routing.resolve(file.getFileName()));
      }
    }
    try (var core =
        Core.build(
            ServerConfig.read(Path.of("../config/ondam.yaml"), Map.of()),
            data,
            new FileSecrets(Path.of("../config"), Map.of()),
            Map.of(),
            new SimpleMeterRegistry(),
            ZoneId.of("Asia/Seoul"),
            routing,
            ChannelSettings.shipped())) {
      var features = core.features();
      features
          .provisioning()
          .apply(GroupFile.read(Path.of("../config/group.yaml"), ChannelSettings.shipped()));
      core.start(core.readRules());
      var id = new TenantId("stocks");
      features
          .provisioning()
          .createTenant(
              new Tenant(id, "한빛증권", TenantKind.AFFILIATE, 30),
              new Centre(id, new CentreId("main"), "본센터", ""));
      var rules = features.rules();
      await().until(() -> rules.book().orElseThrow().tenant("한빛증권").isPresent());
      await()
          .untilAsserted(() ->
              assertThat(features.routing().queues(id))
                  .filteredOn(queue -> queue.inForce())
                  .extracting("name")
                  .contains("긴급민원"));
      assertThat(rules.state().standing()).isEqualTo(RuleState.Standing.SAME);
      assertThat(rules.state().changes()).isEmpty();
    }
  }
}
