package dev.kintsugi.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.work.WorkflowState;
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
    void whatIsNoLineHoldsNothing() {
        var all = EventKinds.of(LabEvent.class);
        for (var text : new String[]{"", "{}", "\"type\":\"", "\"type\":\"session_reset"}) {
            assertThat(all.on(text)).as(text).isFalse();
        }
    }
}
