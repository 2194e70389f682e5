package dev.kintsugi.lab;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Journal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/// A store that another lab uses too, at the worst moment.
public final class LateJournal {
    private LateJournal() {}

    /// Lets something happen between the first question for a session's head and whatever comes next.
    public static Journal lateBy(Journal store, SessionId session, Runnable meanwhile) {
        var asked = new AtomicBoolean();
        return (Journal) Proxy.newProxyInstance(Journal.class.getClassLoader(), new Class<?>[]{Journal.class},
                (_, method, args) -> {
                    try {
                        var answer = method.invoke(store, args);
                        if (method.getName().equals("head") && args[0].equals(session) && !asked.getAndSet(true)) {
                            meanwhile.run();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
