package kr.ondam.console;

import java.util.Map;
import java.util.function.Supplier;
import kr.ondam.agent.User;
import kr.ondam.console.admin.AdminParts;
import kr.ondam.console.centre.CentreParts;
import kr.ondam.console.desk.DeskParts;
import kr.ondam.console.shell.Attendance;
import kr.ondam.console.shell.ShellParts;
import kr.ondam.console.signin.SignedIn;

/// What the constructors of the views are filled with, by type.
record ViewParts(Map<Class<?>, Object> byType) {
  static ViewParts of(ConsoleParts parts, Attendance attendance) {
    var features = parts.features();
    var stores = features.stores();
    Supplier<User> who = SignedIn::user;
    Supplier<String> remote = SignedIn::remoteAddress;
    var shell =
        new ShellParts(
            stores.tenants(),
            features.partitions(),
            features.bus(),
            features.timers(),
            features.clock(),
            features.audit(),
            attendance,
            who,
            remote);
    var desk =
        new DeskParts(
            stores.conversations(),
            stores.customers(),
            stores.agents(),
            stores.routing(),
            stores.channels(),
            features.history(),
            features.replies(),
            features.partitions(),
            features.bus(),
            features.timers(),
            features.clock(),
            features.zone(),
            features.audit(),
            who,
            remote);
    var centre =
        new CentreParts(
            features.board()::now,
            features.partitions()::submit,
            stores.conversations(),
            stores.customers(),
            stores.tenants(),
            features.bus(),
            features.timers(),
            features.clock(),
            features.audit(),
            who,
            remote);
    var admin =
        new AdminParts(
            features.provisioning(),
            stores.tenants(),
            stores.agents(),
            stores.channels(),
            stores.routing(),
            stores.conversations(),
            stores.audit(),
            features.audit(),
            parts.gatewayAddress(),
            who,
            remote);
    return new ViewParts(
        Map.of(
            ShellParts.class, shell,
            DeskParts.class, desk,
            CentreParts.class, centre,
            AdminParts.class, admin));
  }
}
