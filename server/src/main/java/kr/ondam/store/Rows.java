package kr.ondam.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.query.Order;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;

/// Which rows of one table to read, said without a query text.
///
/// Everything a start reads is said this way: the first text alone costs Hibernate a fifth of a
/// second, because it has its grammar made ready and parses with code that is still cold.
///
/// @param <R> one row
final class Rows<R> {
  private final Class<R> type;
  private final SelectionSpecification<R> wanted;

  private Rows(Class<R> type) {
    this.type = type;
    wanted = SelectionSpecification.create(type);
  }

  static <R> Rows<R> of(Class<R> type) {
    return new Rows<>(type);
  }

  Rows<R> where(String attribute, Object value) {
    return restricted(Restriction.restrict(type, attribute, Range.singleValue(value)));
  }

  Rows<R> whereIn(String attribute, List<String> values) {
    return restricted(Restriction.restrict(type, attribute, Range.valueList(values)));
  }

  /// Only rows whose attribute has no value.
  Rows<R> without(String attribute, Class<?> kind) {
    return restricted(Restriction.<R>restrict(type, attribute, Range.notNull(kind)).negated());
  }

  /// Only rows with at least one of the attributes at a moment or later.
  Rows<R> since(Instant moment, String... attributes) {
    var range = Range.greaterThanOrEqualTo(moment);
    return restricted(
        Restriction.any(
            Arrays.stream(attributes)
                .map(attribute -> Restriction.restrict(type, attribute, range))
                .toList()));
  }

  private Rows<R> restricted(Restriction<R> restriction) {
    wanted.restrict(restriction);
    return this;
  }

  Rows<R> orderBy(String... attributes) {
    for (String attribute : attributes) {
      wanted.sort(Order.asc(type, attribute));
    }
    return this;
  }

  /// The highest number in an attribute; 0 when there is no row.
  static long highest(StatelessSession session, Class<?> type, String attribute) {
    var builder = session.getCriteriaBuilder();
    var query = builder.createQuery(Long.class);
    query.select(builder.max(query.from(type).get(attribute)));
    Long highest = session.createSelectionQuery(query).getSingleResultOrNull();
    return highest == null ? 0 : highest;
  }

  List<R> read(StatelessSession session) {
    return wanted.createQuery(session).getResultList();
  }
}
