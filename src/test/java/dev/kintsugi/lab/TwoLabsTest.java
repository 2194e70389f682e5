package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Two labs on one store that mean the same session.
class TwoLabsTest {
    private static final SessionId SHARED = new SessionId("shared");

    @Test
    void aSessionThatTheOtherBeganAMomentAgoIsOpened() {
        var store = H2Journal.inMemory();
        try (var other = lab(store);
                var lab = lab(lateBy(store, () -> other.converse(SHARED).say("Hello", null).join()))) {
            lab.converse(SHARED).say("Hello again", null).join();
            assertThat(lab.open(SHARED).turns()).extracting(turn -> turn.message().value())
                    .containsExactly("Hello", "Hello again");
            assertThat(lab.replay(SHARED).difference()).isEmpty();
        }
    }

    @Test
    void theStateOfAnOpenSessionIsToldAsTheOtherLeftIt() {
        var store = H2Journal.inMemory();
        try (var other = lab(store); var lab = lab(store)) {
            lab.converse(SHARED).say("Hello", null).join();
            other.converse(SHARED).say("Hello again", null).join();
            assertThat(lab.state(SHARED)).contains("Hello again").isEqualTo(other.state(SHARED));
        }
    }

    /// Lets something happen between the first question for the session's head and whatever comes next.
    private static Journal lateBy(Journal store, Runnable meanwhile) {
        var asked = new AtomicBoolean();
        return (Journal) Proxy.newProxyInstance(Journal.class.getClassLoader(), new Class<?>[]{Journal.class},
                (_, method, args) -> {
                    try {
                        var answer = method.invoke(store, args);
                        if (method.getName().equals("head") && args[0].equals(SHARED) && !asked.getAndSet(true)) {
                            meanwhile.run();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Lab lab(Journal journal) {
        return new Lab(LabSettings.defaults(), journal, new EmbeddedState(new ConversationClock()), new TestAgents());
    }
}
