package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import kr.ondam.channel.kakao.FakeDealer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What other systems tell of a customer over REST, and what is refused.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CustomerTraitsTest {
  private final FakeDealer dealer = new FakeDealer();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private Tenancy.Ids own;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder, dealer.uri());
    own = Tenancy.fill(server, LIFE);
  }

  @AfterAll
  void close() {
    server.close();
    dealer.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tags|'소송중'|a list",
        "tags|[1]|a text",
        "tags|['']|a text",
        "tags|['a,b']|without a comma",
        "tags|['a\\nb']|without a comma",
        "birthDate|'1899-12-31'|1900-01-01",
        "birthDate|'2199-01-01'|1900-01-01",
        "birthDate|'1990-02-30'|1900-01-01",
        "birthDate|19900228|1900-01-01",
        "contracts|-1|0 to 1000000",
        "contracts|1000001|0 to 1000000",
        "contracts|1.5|0 to 1000000",
        "contracts|'3'|0 to 1000000",
        "region|['수도권']|a text",
        "region|'  '|a text"
      },
      quoteCharacter = '\0')
  void aTraitThatIsNoneIsNamedAndChangesNothing(String field, String value, String expected) {
    var path = "/api/v1/customers/" + own.customer();
    var before = server.get(LIFE, path);
    var body = "{\"" + field + "\":" + value.replace('\'', '"') + "}";
    var answer = server.api(LIFE, "PATCH", path, body);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains(field + ": expected").contains(expected);
    assertThat(server.get(LIFE, path)).isEqualTo(before);
  }

  @Test
  void aTraitThatIsLeftOutStaysAndNullTakesItAway() {
    var path = "/api/v1/customers/" + own.customer();
    var all = "{\"tags\":[\" 민원 \",\"VIP\",\"민원\"],\"birthDate\":\"1990-02-28\",\"contracts\":0}";
    server.api(LIFE, "PATCH", path, all);
    server.api(LIFE, "PATCH", path, "{\"birthDate\":null,\"region\":\"영남\"}");
    var customer = server.get(LIFE, path);
    assertThat(customer.get("tags").toString()).isEqualTo("[\"민원\",\"VIP\"]");
    assertThat(customer.get("birthDate").isNull()).isTrue();
    assertThat(customer.get("contracts").intValue()).isZero();
    assertThat(customer.get("region").stringValue()).isEqualTo("영남");
    server.api(LIFE, "PATCH", path, "{\"tags\":null,\"contracts\":null}");
    var fewer = server.get(LIFE, path);
    assertThat(fewer.get("tags").isEmpty() && fewer.get("contracts").isNull()).isTrue();
  }
}
