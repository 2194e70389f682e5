package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.StateStore;
import dev.kintsugi.domain.store.StoreHealth;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import dev.kintsugi.workbench.TestLab;
import java.lang.reflect.Proxy;
import javafx.scene.control.Hyperlink;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// What the status bar tells of a store that goes away and comes back.
class StoreTroubleTest extends WindowRig {
    private volatile @Nullable Problem trouble;

    @Start
    void start(Stage stage) { open(stage, TestLab.over(H2Journal.inMemory(), states())); }

    private StateStore states() {
        var inner = new EmbeddedState(new ConversationClock());
        return (StateStore) Proxy.newProxyInstance(StateStore.class.getClassLoader(), new Class<?>[]{StateStore.class},
                (_, method, given) -> method.getName().equals("health")
                        ? new StoreHealth("Redis", "127.0.0.1", trouble)
                        : method.invoke(inner, given));
    }

    @Test
    void isToldInTheColourOfTroubleAndWhatWasToldGoesWithIt(FxRobot robot) {
        var states = link(robot);
        var usual = ask(() -> (Color) states.getTextFill());
        trouble = new Problem("Redis does not answer", "nobody listens there", "Start it");
        until(() -> states.getText().endsWith("in trouble"));
        until(() -> ((Color) states.getTextFill()).getRed() > usual.getRed() + 0.3);
        on(states::fire);
        assertThat(ask(() -> window.desk().notices().shown().getFirst().what())).isEqualTo("Redis does not answer");

        trouble = null;
        until(() -> states.getText().equals("State: Redis"));
        assertThat(ask(() -> window.desk().notices().shown().isEmpty())).isTrue();
        until(() -> states.getTextFill().equals(usual));
    }

    private static Hyperlink link(FxRobot robot) {
        until(() -> robot.lookup((Hyperlink link) -> link.getText().startsWith("State: Redis")).tryQuery().isPresent());
        return ask(() -> robot.lookup((Hyperlink link) -> link.getText().startsWith("State: Redis"))
                .queryAs(Hyperlink.class));
    }
}
