package kr.ondam.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.console.desk.GrantRecord;
import kr.ondam.console.signin.SignedIn;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.media.Attachments;
import kr.ondam.media.Download;
import kr.ondam.routing.Borrowed;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;

/// Serves the files of customers, `/attachments/ID` and `/attachments/ID/thumbnail`: to those of
/// their tenant who may read conversations, and to the agent of another who holds theirs under a
/// grant.
final class AttachmentServlet extends HttpServlet {
  static final String PATH = "/attachments/*";
  private static final Set<Role> READERS =
      Set.of(Role.AGENT, Role.LEAD, Role.MANAGER, Role.AUDITOR);
  private static final Pattern ONE =
      Pattern.compile("/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(/thumbnail)?");

  private final transient Attachments attachments;
  private final transient Borrowed borrowed;
  private final transient GrantRecord record;

  AttachmentServlet(Attachments attachments, Borrowed borrowed, GrantRecord record) {
    this.attachments = attachments;
    this.borrowed = borrowed;
    this.record = record;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!(request.getUserPrincipal() instanceof SignedIn signedIn)
        || READERS.stream().noneMatch(signedIn.account()::has)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    try {
      var found = find(signedIn.account(), request);
      if (found.isEmpty()) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
      } else {
        send(found.get(), response);
      }
    } catch (StoreUnavailable _) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  private static void send(Download file, HttpServletResponse response) throws IOException {
    InputStream opened;
    try {
      opened = file.copy().open();
    } catch (IOException _) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    try (opened) {
      file.headers().forEach(response::setHeader);
      response.setContentLengthLong(file.copy().length());
      opened.transferTo(response.getOutputStream());
    }
  }

  private Optional<Download> find(User user, HttpServletRequest request) {
    var path = request.getPathInfo();
    var matcher = ONE.matcher(path == null ? "" : path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var id = new AttachmentId(UUID.fromString(matcher.group(1)));
    boolean whole = matcher.group(2) == null;
    return owner(user, id, request.getRemoteAddr())
        .flatMap(
            tenant -> whole ? attachments.download(tenant, id) : attachments.thumbnail(tenant, id));
  }

  /// The tenant whose file it is, when the user may see it.
  private Optional<TenantId> owner(User user, AttachmentId id, String remoteAddress) {
    if (attachments.find(user.tenant(), id).isPresent()) {
      return Optional.of(user.tenant());
    }
    return borrowed.grants(user.tenant(), user.agentId()).stream()
        .filter(grant ->
            attachments
                .find(grant.tenant(), id)
                .filter(file -> file.conversation().equals(grant.conversation()))
                .isPresent())
        .findFirst()
        .map(grant -> {
          record.used(grant, user, remoteAddress, "read");
          return grant.tenant();
        });
  }
}
