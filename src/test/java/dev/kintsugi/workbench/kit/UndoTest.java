package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UndoTest {
    private final Undo undo = new Undo();
    private final AtomicInteger slider = new AtomicInteger();

    private void drag(int to) {
        var before = slider.getAndSet(to);
        undo.changed("slider", "Move the slider", before, slider::set);
    }

    @Test
    void aDragIsOneStep() {
        drag(10);
        drag(20);
        drag(30);
        assertThat(undo.undo()).isTrue();
        assertThat(slider).hasValue(0);
        assertThat(undo.undo()).isFalse();
    }

    @Test
    void twoDragsAreTwoSteps() {
        drag(10);
        undo.seal();
        drag(30);
        undo.undo();
        assertThat(slider).hasValue(10);
        assertThat(undo.next().get()).isEqualTo("Move the slider");
        undo.undo();
        assertThat(slider).hasValue(0);
        assertThat(undo.next().get()).isEmpty();
    }

    @Test
    void undoingIsNotItselfRemembered() {
        undo.changed("a", "Change it", 1, before -> undo.changed("a", "Change it", 2, _ -> {}));
        undo.undo();
        assertThat(undo.undo()).isFalse();
    }
}
