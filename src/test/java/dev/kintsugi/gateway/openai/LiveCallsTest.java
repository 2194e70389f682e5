package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.lab.relay.LiveCalls;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.lab.relay.SeenCall;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What a page about the gateway can show while programs call.
class LiveCallsTest {
    private final List<SeenCall> told = new CopyOnWriteArrayList<>();

    @Test
    void aCallIsToldWhenItArrivesAndWhenItIsAnswered() throws Exception {
        try (var gate = new Gate(RelaySettings.DEFAULTS); var live = new LiveCalls(gate.lab, told::add)) {
            gate.raw(Gate.body(""), "X-Lab-Session", "s");
            assertThat(told).hasSize(2).extracting(SeenCall::message).containsOnly(Gate.QUESTION);
            assertThat(told.getFirst().answered()).isNull();
            var call = live.recent().getFirst();
            assertThat(call.touched()).isFalse();
            assertThat(call.natural()).isNotEmpty()
                    .isEqualTo(Objects.requireNonNull(call.answered()).sent().value());
        }
    }

    @Test
    void naturalAndObservedStandSideBySide() throws Exception {
        try (var gate = new Gate(RelaySettings.DEFAULTS); var live = new LiveCalls(gate.lab, told::add)) {
            gate.raw(Gate.body(",\"stream\":true"), "X-Lab-Session", "s", "X-Lab-Fault", "cut_stream");
            gate.raw(Gate.body(",\"stream\":true"), "X-Lab-Session", "s", "X-Lab-Fault", "cut_stream");
            var first = live.recent().getFirst();
            var answered = Objects.requireNonNull(first.answered());
            assertThat(answered.ending()).isEqualTo(Ending.CUT);
            assertThat(first.natural()).startsWith(answered.sent().value()).isNotEqualTo(answered.sent().value());
            assertThat(live.recent().getLast().touched()).isFalse();
            assertThat(live.recent().getLast().arrived().attempt()).isEqualTo(2);
        }
    }
}
