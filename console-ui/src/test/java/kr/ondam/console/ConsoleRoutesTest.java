package kr.ondam.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Nothing is scanned for at start: this keeps the list of pages honest.
final class ConsoleRoutesTest {
  @Test
  void everyPageOnDiskIsInTheList() throws IOException, ClassNotFoundException {
    var pages =
        classes().stream()
            .filter(c -> c.isAnnotationPresent(Route.class) || c.isAnnotationPresent(Layout.class))
            .toList();
    assertThat(ConsoleRoutes.ALL).containsExactlyInAnyOrderElementsOf(pages);
    var errors = classes().stream().filter(HasErrorParameter.class::isAssignableFrom).toList();
    assertThat(ConsoleRoutes.ERRORS).containsExactlyInAnyOrderElementsOf(errors);
  }

  @Test
  void everyPageSaysWhoMayOpenIt() {
    for (var page : ConsoleRoutes.ALL) {
      boolean said =
          page.isAnnotationPresent(RolesAllowed.class)
              || page.isAnnotationPresent(PermitAll.class)
              || page.isAnnotationPresent(AnonymousAllowed.class);
      assertThat(said).as(page.getName()).isTrue();
    }
  }

  /// The front end is the ready-made bundle: what would need another one must not be asked for.
  @Test
  void noPageNeedsABundleOfItsOwn() throws IOException, ClassNotFoundException {
    for (var c : classes()) {
      assertThat(c.getDeclaredAnnotationsByType(JsModule.class)).as(c.getName()).isEmpty();
      assertThat(c.getDeclaredAnnotationsByType(NpmPackage.class)).as(c.getName()).isEmpty();
      assertThat(c.getDeclaredAnnotationsByType(CssImport.class)).as(c.getName()).isEmpty();
      for (var script : c.getDeclaredAnnotationsByType(JavaScript.class)) {
        assertThat(script.value()).as(c.getName()).startsWith("context://");
      }
    }
  }

  private static List<Class<?>> classes() throws IOException, ClassNotFoundException {
    var root = Path.of("target", "classes");
    List<Class<?>> found = new java.util.ArrayList<>();
    try (var files = Files.walk(root.resolve("kr"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        var name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
        if (!name.endsWith("package-info")) {
          found.add(Class.forName(name, false, ConsoleRoutesTest.class.getClassLoader()));
        }
      }
    }
    return found;
  }
}
