package kr.ondam.console;

import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.di.InstantiatorFactory;
import com.vaadin.flow.server.VaadinService;

/// Fills the one constructor of a view from [ViewParts].
public final class ViewInstantiators implements InstantiatorFactory {
  @Override
  public Instantiator createInstantitor(VaadinService service) {
    return new Filling(service);
  }

  private static final class Filling extends DefaultInstantiator {
    private final transient VaadinService service;

    Filling(VaadinService service) {
      super(service);
      this.service = service;
    }

    @Override
    public <T> T getOrCreate(Class<T> type) {
      var constructors = type.getConstructors();
      if (!type.getName().startsWith("kr.ondam.")
          || constructors.length != 1
          || constructors[0].getParameterCount() == 0) {
        return super.getOrCreate(type);
      }
      // Read late: the parts come after the service, when the server behind them is up.
      var parts = service.getContext().getAttribute(ViewParts.class);
      if (parts == null) {
        throw new IllegalStateException(type.getName() + " wanted before its parts came");
      }
      var wanted = constructors[0].getParameterTypes();
      var filled = new Object[wanted.length];
      for (int i = 0; i < wanted.length; i++) {
        var part = parts.byType().get(wanted[i]);
        if (part == null) {
          throw new IllegalStateException(
              wanted[i].getName() + " of " + type.getName() + " (expected: one of ViewParts)");
        }
        filled[i] = part;
      }
      try {
        return type.cast(constructors[0].newInstance(filled));
      } catch (java.lang.reflect.InvocationTargetException e) {
        throw new IllegalStateException(type.getName() + " could not be built", e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type.getName() + " could not be built", e);
      }
    }
  }
}
