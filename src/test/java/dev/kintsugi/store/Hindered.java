package dev.kintsugi.store;

import dev.kintsugi.domain.store.Journal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/// A journal that does not do all that it is asked.
public final class Hindered {
    private Hindered() {}

    /// @param before gets the name of what is asked, e.g. `append`, before it is done; what it throws comes in its place
    public static Journal journal(Journal inner, Consumer<String> before) {
        return (Journal) Proxy.newProxyInstance(Journal.class.getClassLoader(), new Class<?>[]{Journal.class},
                (_, method, given) -> {
                    before.accept(method.getName());
                    try {
                        return method.invoke(inner, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
