package kr.ondam.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import kr.ondam.agent.Role;
import kr.ondam.console.signin.SignedIn;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.media.Attachments;
import kr.ondam.media.Download;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/// Serves the files of customers to those of their tenant who may read conversations:
/// `/attachments/ID` and `/attachments/ID/thumbnail`.
final class AttachmentServlet extends HttpServlet {
  static final String PATH = "/attachments/*";
  private static final Set<Role> READERS =
      Set.of(Role.AGENT, Role.LEAD, Role.MANAGER, Role.AUDITOR);
  private static final Pattern ONE =
      Pattern.compile("/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(/thumbnail)?");

  private final transient Attachments attachments;

  AttachmentServlet(Attachments attachments) {
    this.attachments = attachments;
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
      var found = find(signedIn, request.getPathInfo());
      if (found.isEmpty()) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
      } else {
        found.get().headers().forEach(response::setHeader);
        response.setContentLengthLong(found.get().length());
        Files.copy(found.get().file(), response.getOutputStream());
      }
    } catch (StoreUnavailable _) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  private Optional<Download> find(SignedIn signedIn, @Nullable String path) {
    var matcher = ONE.matcher(path == null ? "" : path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var tenant = signedIn.account().tenant();
    var id = new AttachmentId(UUID.fromString(matcher.group(1)));
    return matcher.group(2) == null
        ? attachments.download(tenant, id)
        : attachments.thumbnail(tenant, id);
  }
}
