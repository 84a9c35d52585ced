package kr.ondam.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.media.Attachments;
import kr.ondam.media.Download;
import kr.ondam.media.MissingFiles;
import kr.ondam.media.Uploads;
import kr.ondam.security.Audit;
import kr.ondam.tenant.TenantId;

/// REST routes about the files of conversations.
public final class AttachmentRoutes {
  private static final String ONE = "/api/v1/attachments/{attachment}";

  private final ApiAccess access;
  private final ConversationStore conversations;
  private final Reach reach;
  private final Attachments attachments;
  private final Uploads uploads;
  private final MissingFiles missing;
  private final Audit audit;

  public AttachmentRoutes(
      ApiAccess access,
      ConversationStore conversations,
      Reach reach,
      Attachments attachments,
      Uploads uploads,
      MissingFiles missing,
      Audit audit) {
    this.access = access;
    this.conversations = conversations;
    this.reach = reach;
    this.attachments = attachments;
    this.uploads = uploads;
    this.missing = missing;
    this.audit = audit;
  }

  public List<Route> routes() {
    return List.of(
        access.get("/api/v1/conversations/{conversation}/attachments", this::list),
        access.upload(
            "/api/v1/attachments", this::conversation, this::take, "conversation", "name"),
        access.get(ONE, call -> file(call, attachments::download)),
        access.get(ONE + "/thumbnail", call -> file(call, attachments::thumbnail)),
        access.post(ONE + "/fetch", this::fetch));
  }

  private CompletionStage<GatewayResponse> list(ApiCall call) {
    var conversation = reach.find(call, "read");
    return ApiAccess.answer(
        ApiJson.list(
            attachments.of(conversation.tenant(), conversation.id()), ApiJson::attachment, null));
  }

  /// The body is the file itself, whatever its content type says.
  private CompletionStage<GatewayResponse> take(ApiCall call) {
    var conversation = conversation(call);
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

  /// The caller's own, that a file may be handed in for. What is lent to the caller's tenant is
  /// only written to.
  private Conversation conversation(ApiCall call) {
    var id = call.queryId("conversation");
    if (id == null) {
      throw ApiProblem.invalid("conversation: expected the id of a conversation in the query");
    }
    var conversation =
        conversations.find(call.tenant(), new ConversationId(id)).orElseThrow(ApiProblem::notFound);
    if (conversation.endedAt() != null) {
      throw ApiProblem.over();
    }
    return conversation;
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

  private CompletionStage<GatewayResponse> fetch(ApiCall call) {
    if (call.request().body().length > 0) {
      call.body();
    }
    var id = new AttachmentId(call.id("attachment"));
    var tenant = reach.owner(call, there(id), "read").orElseThrow(ApiProblem::notFound);
    var file =
        missing
            .fetchAgain(tenant, id)
            .orElseThrow(() ->
                new ApiProblem(
                    409, "not_missing", "It is there, on its way, or not to be fetched at all."));
    audit.recordProgram(
        tenant, call.key().id().toString(), "attachment.fetched_again", id.toString(), "");
    return ApiAccess.answer(GatewayResponse.json(202, ApiJson.attachment(file).toString()));
  }

  private Reach.There there(AttachmentId id) {
    return (tenant, conversation) ->
        attachments
            .find(tenant, id)
            .filter(a -> conversation == null || a.conversation().equals(conversation))
            .isPresent();
  }

  private interface Finding {
    Optional<Download> find(TenantId tenant, AttachmentId id);
  }

  private CompletionStage<GatewayResponse> file(ApiCall call, Finding finding) {
    var id = new AttachmentId(call.id("attachment"));
    var download =
        reach
            .owner(call, there(id), "read")
            .flatMap(tenant -> finding.find(tenant, id))
            .orElseThrow(ApiProblem::notFound);
    return ApiAccess.answer(GatewayResponse.download(download, Map.of()));
  }
}
