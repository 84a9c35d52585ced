package kr.ondam.console;

import com.vaadin.flow.di.LookupInitializer;
import com.vaadin.flow.server.VaadinServlet;
import com.vaadin.flow.server.startup.ErrorNavigationTargetInitializer;
import com.vaadin.flow.server.startup.LookupServletContainerInitializer;
import com.vaadin.flow.server.startup.RouteRegistryInitializer;
import com.vaadin.flow.server.startup.ServletContextListeners;
import com.vaadin.flow.server.startup.VaadinAppShellInitializer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.SessionTrackingMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kr.ondam.console.desk.GrantRecord;
import kr.ondam.console.shell.Attendance;
import kr.ondam.console.signin.IdentityFilter;
import kr.ondam.console.signin.SignInServlet;
import kr.ondam.console.signin.SignIns;
import kr.ondam.console.signin.UsedServlet;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// The web server of the screens. Nothing is scanned for: routes and start-up code are named here.
public final class ConsoleServer implements AutoCloseable {
  private static final String SESSION_COOKIE = "ONDAM_CONSOLE";

  /// Three missed ones make a screen dead: 75 s.
  private static final int HEARTBEAT_SECONDS = 25;

  private static final long STOP_MILLIS = 5000;

  private final Server server;
  private final ServerConnector connector;
  private final Attendance attendance;

  private ConsoleServer(Server server, ServerConnector connector, Attendance attendance) {
    this.server = server;
    this.connector = connector;
    this.attendance = attendance;
  }

  /// Builds everything that needs no data while the rest of the process starts, then waits for
  /// `coming` and serves.
  ///
  /// @param idleTimeout how long nobody may touch a screen before its sign-in ends
  /// @param port 0 picks a free one
  /// @throws IllegalStateException when the port cannot be opened
  /// @throws java.util.concurrent.CompletionException when the parts do not come
  public static ConsoleServer start(
      String host, int port, Duration idleTimeout, CompletableFuture<ConsoleParts> coming) {
    var server = new Server(new VirtualThreadPool());
    var context = context(server, idleTimeout);
    var compression = new CompressionHandler();
    compression.putCompression(new GzipCompression());
    compression.setHandler(context);
    server.setHandler(compression);
    server.setStopTimeout(STOP_MILLIS);
    boolean serves = false;
    try {
      server.start();
      var parts = coming.join();
      var attendance = enter(context, parts, idleTimeout);
      var connector = connector(server, host, port);
      attendance.start();
      serves = true;
      return new ConsoleServer(server, connector, attendance);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("console: did not start (" + e.getMessage() + ")", e);
    } finally {
      if (!serves) {
        stop(server);
      }
    }
  }

  /// Nobody gets in before this is open, so nothing is asked for before its parts have come.
  private static ServerConnector connector(Server server, String host, int port) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    server.addConnector(connector);
    try {
      connector.start();
    } catch (Exception e) {
      throw new IllegalStateException(
          "console: cannot open " + host + ":" + port + " (" + e.getMessage() + ")", e);
    }
    return connector;
  }

  private static Attendance enter(
      ServletContextHandler context, ConsoleParts parts, Duration idleTimeout) {
    var features = parts.features();
    var attendance =
        new Attendance(features.timers(), features.partitions()::submit, parts.agentGrace());
    var signIns = new SignIns();
    context
        .getServletContext()
        .setAttribute(
            ViewParts.class.getName(), ViewParts.of(parts, attendance, signIns, idleTimeout));
    var identity =
        new FilterHolder(new IdentityFilter(features.agents(), features.clock(), idleTimeout));
    identity.setAsyncSupported(true);
    context.addFilter(identity, "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(
        new ServletHolder(
            "sign-in", new SignInServlet(features.logins(), signIns, features.clock())),
        SignInServlet.PATH);
    context.addServlet(
        new ServletHolder("used", new UsedServlet(features.clock())), UsedServlet.PATH);
    context.addServlet(
        new ServletHolder(
            "attachments",
            new AttachmentServlet(
                features.attachments(),
                features.borrowed(),
                new GrantRecord(features.conversations(), features.audit()))),
        AttachmentServlet.PATH);
    return attendance;
  }

  private static ServletContextHandler context(Server server, Duration idleTimeout) {
    var context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.setClassLoader(ConsoleServer.class.getClassLoader());
    context.setBaseResource(resources(server));
    var sessions = context.getSessionHandler();
    sessions.setHttpOnly(true);
    sessions.setSameSite(HttpCookie.SameSite.LAX);
    sessions.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
    sessions.setSessionCookie(SESSION_COOKIE);
    sessions.setMaxInactiveInterval((int) idleTimeout.toSeconds());
    context.addServlet(vaadin(), "/*");
    context.addServletContainerInitializer(
        new LookupServletContainerInitializer(), LookupInitializer.class, ViewInstantiators.class);
    context.addServletContainerInitializer(
        new RouteRegistryInitializer(), ConsoleRoutes.ALL.toArray(Class<?>[]::new));
    context.addServletContainerInitializer(
        new ErrorNavigationTargetInitializer(), ConsoleRoutes.ERRORS.toArray(Class<?>[]::new));
    context.addServletContainerInitializer(new VaadinAppShellInitializer(), AppShell.class);
    JakartaWebSocketServletContainerInitializer.configure(context, null);
    context.addEventListener(new ServletContextListeners());
    return context;
  }

  private static ServletHolder vaadin() {
    var vaadin = new ServletHolder("vaadin", VaadinServlet.class);
    vaadin.setAsyncSupported(true);
    vaadin.setInitOrder(1);
    vaadin.setInitParameter("heartbeatInterval", Integer.toString(HEARTBEAT_SECONDS));
    return vaadin;
  }

  /// Static files of every jar.
  private static Resource resources(Server server) {
    var factory = ResourceFactory.of(server);
    List<Resource> roots = new ArrayList<>();
    try {
      for (var root :
          Collections.list(
              ConsoleServer.class.getClassLoader().getResources("META-INF/resources"))) {
        roots.add(factory.newResource(root));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ResourceFactory.combine(roots);
  }

  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    attendance.close();
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("console: did not stop", e);
    }
  }
}
