package kr.ondam.conversation;

import java.util.List;
import kr.ondam.customer.HistoryPosition;
import org.jspecify.annotations.Nullable;

/// A page of a customer's history, newest first; `next` is where the following page begins, null on
/// the last.
public record HistoryPage(List<HistoryItem> items, @Nullable HistoryPosition next) {}
