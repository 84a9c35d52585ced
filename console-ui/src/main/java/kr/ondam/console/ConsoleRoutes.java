package kr.ondam.console;

import java.util.List;
import kr.ondam.console.admin.AdminView;
import kr.ondam.console.centre.CentreView;
import kr.ondam.console.desk.DeskView;
import kr.ondam.console.problems.ProblemsView;
import kr.ondam.console.shell.FailedView;
import kr.ondam.console.shell.HomeView;
import kr.ondam.console.shell.MainLayout;
import kr.ondam.console.shell.UnknownView;
import kr.ondam.console.signin.SignInView;

/// Every page there is; a test compares the list with the classes on disk.
final class ConsoleRoutes {
  static final List<Class<?>> ALL =
      List.of(
          MainLayout.class,
          HomeView.class,
          SignInView.class,
          DeskView.class,
          CentreView.class,
          AdminView.class,
          ProblemsView.class);

  static final List<Class<?>> ERRORS = List.of(UnknownView.class, FailedView.class);

  private ConsoleRoutes() {}
}
