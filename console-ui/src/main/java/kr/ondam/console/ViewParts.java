package kr.ondam.console;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import kr.ondam.agent.User;
import kr.ondam.console.admin.AdminParts;
import kr.ondam.console.centre.CentreParts;
import kr.ondam.console.desk.DeskParts;
import kr.ondam.console.problems.ProblemsParts;
import kr.ondam.console.shell.Attendance;
import kr.ondam.console.shell.ShellParts;
import kr.ondam.console.signin.SignIns;
import kr.ondam.console.signin.SignedIn;
import kr.ondam.routing.Why;

/// What the constructors of the views are filled with, by type.
record ViewParts(Map<Class<?>, Object> byType) {
  /// @param idleTimeout how long nobody may touch a screen before its sign-in ends
  static ViewParts of(
      ConsoleParts parts, Attendance attendance, SignIns signIns, Duration idleTimeout) {
    var features = parts.features();
    Supplier<User> who = SignedIn::user;
    Supplier<String> remote = SignedIn::remoteAddress;
    var shell =
        new ShellParts(
            features.tenants(),
            features.partitions(),
            features.bus(),
            features.timers(),
            features.clock(),
            features.audit(),
            attendance,
            features.openProblems()::open,
            idleTimeout,
            who,
            remote);
    var desk =
        new DeskParts(
            features.conversations(),
            features.originals(),
            features.botStore(),
            features.customers(),
            features.agents(),
            features.routing(),
            features.channels(),
            features.history(),
            features.replies(),
            features.notices(),
            features.attachments(),
            features.missingFiles(),
            features.uploads(),
            features.carriage(),
            features.partitions(),
            features.bus(),
            features.signals(),
            features.timers(),
            features.clock(),
            features.zone(),
            features.audit(),
            features.tenants(),
            features.borrowed(),
            who,
            remote);
    var centre =
        new CentreParts(
            features.board()::now,
            features.bots().steering(features.partitions(), features.conversations())::submit,
            features.conversations(),
            features.customers(),
            features.tenants(),
            features.borrowed(),
            features.bus(),
            features.timers(),
            features.clock(),
            features.audit(),
            new Why(features.routing(), features.agents(), features.partitions(), features.zone()),
            who,
            remote);
    var admin =
        new AdminParts(
            features.provisioning(),
            features.tenants(),
            features.agents(),
            features.channels(),
            features.routing(),
            features.conversations(),
            features.auditRecord(),
            features.audit(),
            features.rules(),
            features.clock(),
            parts.gatewayAddress(),
            signIns::end,
            who,
            remote);
    var problems =
        new ProblemsParts(
            features.problems(),
            features.openProblems(),
            features.notices(),
            features.tenants(),
            features.customers(),
            features.agents(),
            features.channels(),
            features.audit(),
            features.zone(),
            who,
            remote);
    return new ViewParts(
        Map.of(
            ShellParts.class, shell,
            DeskParts.class, desk,
            CentreParts.class, centre,
            AdminParts.class, admin,
            ProblemsParts.class, problems));
  }
}
