package kr.ondam.store;

import java.util.LinkedHashMap;
import java.util.Map;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Stage;
import kr.ondam.store.ConversationRows.ConversationRow;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/// A list of conversations, newest first, as a query with only the conditions the filter has.
final class ConversationQuery {
  private final StringBuilder text = new StringBuilder("from ConversationRow where 1 = 1");
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  ConversationQuery(ConversationFilter filter, @Nullable ConversationId before) {
    if (!filter.stages().isEmpty()) {
      condition("stage in :stages", "stages", filter.stages().stream().map(Stage::name).toList());
    }
    var customer = filter.customer();
    if (customer != null) {
      condition("customerId = :customer", "customer", customer.value());
    }
    var assignee = filter.assignee();
    if (assignee != null) {
      condition("assignee = :assignee", "assignee", assignee.value());
    }
    var queue = filter.queue();
    if (queue != null) {
      condition("queueId = :queue", "queue", queue.value());
    }
    var reason = filter.reason();
    if (reason != null) {
      condition("endReason = :reason", "reason", reason.name());
    }
    if (before != null) {
      condition("id < :before", "before", before.value());
    }
    text.append(" order by id desc");
  }

  private void condition(String condition, String name, Object value) {
    text.append(" and ").append(condition);
    parameters.put(name, value);
  }

  SelectionQuery<ConversationRow> on(StatelessSession session) {
    var query = session.createSelectionQuery(text.toString(), ConversationRow.class);
    parameters.forEach((name, value) -> {
      if (value instanceof java.util.List<?> list) {
        query.setParameterList(name, list);
      } else {
        query.setParameter(name, value);
      }
    });
    return query;
  }
}
