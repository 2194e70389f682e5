package dev.kintsugi.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.domain.work.WorkflowState;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventKindsTest {
    private static String line(LabEvent event) {
        return new Chain(Salts.random(), Chain.GENESIS).append(new Entry(new SessionId("s"), 1, 1, 2, 3, 0, event));
    }

    @Test
    void aLineHoldsItsOwnKindAndNoOther() {
        var kinds = EventKinds.of(LabEvent.MessageReceived.class, LabEvent.TurnConcluded.class);
        assertThat(kinds.on(line(new LabEvent.MessageReceived(Text.of("hello"), null)))).isTrue();
        assertThat(kinds.on(line(new LabEvent.SessionReset()))).isFalse();
    }

    @Test
    void whatSomebodyWroteIsNoKind() {
        var text = "\",\"type\":\"session_reset\",\"";
        var line = line(new LabEvent.MessageReceived(Text.of(text), null));
        assertThat(EventKinds.of(LabEvent.SessionReset.class).on(line)).isFalse();
    }

    @Test
    void aFamilyStandsForItsMembers() {
        var work = EventKinds.of(LabEvent.OfWork.class);
        assertThat(work.on(line(new LabEvent.WorkflowChanged(WorkflowState.COMPLETED, Text.EMPTY)))).isTrue();
        assertThat(work.on(line(new LabEvent.SessionReset()))).isFalse();
    }

    @Test
    void aCallThatWasServedStandsForItsParts() {
        var whole = new LabEvent.CallServed("r", "c", "m", false, 1, Text.of("asked"), null,
                new Decision(Decision.Reason.OFF, null, Law.SEQUENTIAL, 0, 0, List.of(), 42, 1), "m", 1, 1, 0, true,
                Text.of("answered"), null, 0, null);
        var line = line(whole);
        var parts = new Entry(new SessionId("s"), 1, 1, 2, 3, 0, whole).parts();
        assertThat(parts).hasSize(7)
                .allSatisfy(part -> assertThat(EventKinds.of(part.event().getClass()).on(line)).isTrue());
        assertThat(EventKinds.of(LabEvent.Injected.class).on(line)).isFalse();
    }

    @Test
    void whatIsNoLineHoldsNothing() {
        var all = EventKinds.of(LabEvent.class);
        for (var text : new String[]{"", "{}", "\"type\":\"", "\"type\":\"session_reset"}) {
            assertThat(all.on(text)).as(text).isFalse();
        }
    }
}
