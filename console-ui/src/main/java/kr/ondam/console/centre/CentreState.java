package kr.ondam.console.centre;

import java.util.List;
import kr.ondam.report.BoardView;
import kr.ondam.tenant.TenantId;

/// What the page shows of one tenant at one instant.
///
/// @param more whether there are more conversations than listed
record CentreState(
    TenantId tenant, BoardView board, List<ConversationRow> conversations, boolean more) {}
