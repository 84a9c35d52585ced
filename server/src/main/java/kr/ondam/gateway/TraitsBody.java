package kr.ondam.gateway;

import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import kr.ondam.customer.Traits;
import kr.ondam.security.Masking;

/// Reads what a PATCH says about the traits of a customer.
final class TraitsBody {
  private static final LocalDate OLDEST = LocalDate.of(1900, 1, 1);

  private TraitsBody() {}

  /// What the body makes of the traits a customer has.
  ///
  /// @param today nobody is born later
  static UnaryOperator<Traits> read(ApiBody body, LocalDate today) {
    var tags =
        body.present("tags")
            ? body.texts("tags", Traits.MOST_TAGS, Traits.LONGEST_WORD).stream()
                .map(tag -> word(body, "tags", tag))
                .toList()
            : List.<String>of();
    var birthDate = body.present("birthDate") ? body.date("birthDate", OLDEST, today) : null;
    var contracts =
        body.present("contracts") ? body.whole("contracts", 0, Traits.MOST_CONTRACTS) : null;
    var region =
        body.present("region")
            ? word(body, "region", body.text("region", Traits.LONGEST_WORD))
            : null;
    return before ->
        new Traits(
            body.has("tags") ? tags : before.tags(),
            body.has("birthDate") ? birthDate : before.birthDate(),
            body.has("contracts") ? contracts : before.contracts(),
            body.has("region") ? region : before.region());
  }

  private static String word(ApiBody body, String field, String text) {
    var word = Masking.mask(text.strip());
    if (!Traits.isWord(word)) {
      throw ApiProblem.invalid(body.named(field) + ": expected words of one line without a comma");
    }
    return word;
  }
}
