package kr.ondam.gateway;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.media.Attachments;
import kr.ondam.media.Download;

/// REST routes about the files of customers.
public final class AttachmentRoutes {
  private static final String ONE = "/api/v1/attachments/{attachment}";

  private final ApiAccess access;
  private final ConversationStore conversations;
  private final Attachments attachments;

  public AttachmentRoutes(
      ApiAccess access, ConversationStore conversations, Attachments attachments) {
    this.access = access;
    this.conversations = conversations;
    this.attachments = attachments;
  }

  public List<Route> routes() {
    return List.of(
        access.get("/api/v1/conversations/{conversation}/attachments", this::list),
        access.get(ONE, call -> file(attachments.download(call.tenant(), id(call)))),
        access.get(
            ONE + "/thumbnail", call -> file(attachments.thumbnail(call.tenant(), id(call)))));
  }

  private CompletionStage<GatewayResponse> list(ApiCall call) {
    var conversation =
        conversations
            .find(call.tenant(), new ConversationId(call.id("conversation")))
            .orElseThrow(ApiProblem::notFound)
            .id();
    return ApiAccess.answer(
        ApiJson.list(attachments.of(call.tenant(), conversation), ApiJson::attachment, null));
  }

  private static AttachmentId id(ApiCall call) {
    return new AttachmentId(call.id("attachment"));
  }

  private static CompletionStage<GatewayResponse> file(Optional<Download> found) {
    var download = found.orElseThrow(ApiProblem::notFound);
    return ApiAccess.answer(new GatewayResponse.Full(200, download.headers(), download.body()));
  }
}
