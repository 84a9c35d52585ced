package kr.ondam.gateway;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.media.Attachments;
import kr.ondam.media.Download;
import kr.ondam.media.Uploads;

/// REST routes about the files of conversations.
public final class AttachmentRoutes {
  private static final String ONE = "/api/v1/attachments/{attachment}";

  private final ApiAccess access;
  private final ConversationStore conversations;
  private final Attachments attachments;
  private final Uploads uploads;

  public AttachmentRoutes(
      ApiAccess access, ConversationStore conversations, Attachments attachments, Uploads uploads) {
    this.access = access;
    this.conversations = conversations;
    this.attachments = attachments;
    this.uploads = uploads;
  }

  public List<Route> routes() {
    return List.of(
        access.get("/api/v1/conversations/{conversation}/attachments", this::list),
        access.upload("/api/v1/attachments", this::take, "conversation", "name"),
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

  /// The body is the file itself, whatever its content type says.
  private CompletionStage<GatewayResponse> take(ApiCall call) {
    var id = call.queryId("conversation");
    if (id == null) {
      throw ApiProblem.invalid("conversation: expected the id of a conversation in the query");
    }
    var conversation =
        conversations.find(call.tenant(), new ConversationId(id)).orElseThrow(ApiProblem::notFound);
    if (conversation.endedAt() != null) {
      throw ApiProblem.over();
    }
    var name = call.query("name");
    var file = call.request().body();
    var key = call.idempotencyKey();
    var chosen =
        key == null ? null : new AttachmentId(key.id("attachment", conversation.id().value()));
    return ApiAccess.answer(
        switch (uploads.take(
            call.tenant(), conversation.identity(), true, name == null ? "" : name, file, chosen)) {
          case Uploads.Result.Taken(var upload) ->
              GatewayResponse.json(201, ApiJson.upload(upload).toString());
          case Uploads.Result.Refused(var code) -> refused(code).response(call.request());
          case Uploads.Result.Later _ -> ApiAccess.unavailable(call.request());
        });
  }

  private static ApiProblem refused(String code) {
    return switch (code) {
      case "too_large" -> new ApiProblem(413, "body_too_large", "A file has at most 20 MiB.");
      case "not_allowed" ->
          new ApiProblem(422, "file_not_allowed", "Files of this kind are not sent.");
      case "other_before" -> ApiProblem.keyReused();
      case "harmful" -> new ApiProblem(422, "file_harmful", "The file may do harm.");
      default -> new ApiProblem(422, "file_" + code, "This is no file that can be sent.");
    };
  }

  private static AttachmentId id(ApiCall call) {
    return new AttachmentId(call.id("attachment"));
  }

  private static CompletionStage<GatewayResponse> file(Optional<Download> found) {
    var download = found.orElseThrow(ApiProblem::notFound);
    return ApiAccess.answer(
        new GatewayResponse.OnDisk(200, download.headers(), download.file(), download.length()));
  }
}
