package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.wire.Ordered;
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

    /// A call in each API, spared so that it is told by one line, and then one to which something was done.
    @Test
    void byWhichApiACallCameAndHowItsFaultWasSetAreTold() throws Exception {
        try (var gate = new Gate(RelaySettings.DEFAULTS); var live = new LiveCalls(gate.lab, told::add)) {
            for (var fault : List.of("normal", "rate_limiting(retry_after=7)")) {
                gate.post(Gate.body(""), "X-Lab-Fault", fault);
                gate.respond(Gate.asks(""), "X-Lab-Fault", fault);
                gate.at(gate.base() + "/messages", Gate.body(",\"max_tokens\":99"), "X-Lab-Fault", fault,
                        "anthropic-version", "2023-06-01");
            }
            assertThat(live.recent()).extracting(SeenCall::api).containsExactly(Api.CHAT_COMPLETIONS,
                    Api.RESPONSES, Api.MESSAGES, Api.CHAT_COMPLETIONS, Api.RESPONSES, Api.MESSAGES);
            assertThat(live.recent()).extracting(SeenCall::config).containsExactly(null, null, null,
                    "{\"retry_after\":\"7\"}", "{\"retry_after\":\"7\"}", "{\"retry_after\":\"7\"}");
        }
    }

    @Test
    void howAModeIsSetInTheLabIsToldTooAndAFaultOfTheWireTellsItItself() throws Exception {
        try (var gate = new Gate(RelaySettings.DEFAULTS); var live = new LiveCalls(gate.lab, told::add)) {
            var faults = gate.lab.settings().faults();
            var mode = faults.mode(FailureMode.RATE_LIMITING).withParameter("retry_after", "9").withParameter("ttl",
                    "60");
            gate.lab.change(gate.lab.settings().withFaults(faults.withMode(FailureMode.RATE_LIMITING, mode)));
            gate.post(Gate.body(""), "X-Lab-Fault", "rate_limiting");
            gate.raw(Gate.body(",\"stream\":true"), "X-Lab-Fault", "cut_stream(after=3)");
            assertThat(live.recent()).extracting(LiveCallsTest::header).containsExactly("rate_limiting(retry_after=9)",
                    "cut_stream(after=3)");
        }
    }

    private static String header(SeenCall call) {
        return Ordered.of(Objects.requireNonNull(call.fault()), call.config()).flatMap(Ordered::header).orElse("");
    }
}
