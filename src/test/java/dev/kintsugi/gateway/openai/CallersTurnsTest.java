package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static dev.kintsugi.gateway.openai.Gate.events;
import static dev.kintsugi.gateway.openai.Gate.json;
import static dev.kintsugi.gateway.openai.Gate.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.lab.Export;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.report.audit.Verifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the calls of a program become in its session: turns, their attempts, and the log of them.
class CallersTurnsTest extends GateCase {
    @Test
    void theSameBodyAfterAFailureIsTheNextAttemptAndAfterASuccessANewTurn() throws Exception {
        for (var i = 0; i < 3; i++) {
            gate.post(body(""), "X-Lab-Session", "retries", "X-Lab-Fault", "service_unavailable(cure=attempts 2)");
        }
        var turn = gate.turns("retries").getFirst();
        assertThat(turn.attempts()).hasSize(3);
        assertThat(turn.outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(turn.delivered().value()).contains("INS-2024-9876");
        gate.post(body(""), "X-Lab-Session", "retries");
        assertThat(gate.turns("retries")).hasSize(2);
        assertThat(gate.turns("retries").getLast().outcome()).isEqualTo(Outcome.SOUND);
    }

    @Test
    void aTurnThatIsNotTriedAgainIsLost() throws Exception {
        gate.post(body(""), "X-Lab-Session", "lost", "X-Lab-Fault", "service_unavailable");
        gate.post(body("").replace("]", ",{\"role\":\"user\",\"content\":\"Well?\"}]"), "X-Lab-Session", "lost");
        assertThat(gate.turns("lost").getFirst().outcome()).isEqualTo(Outcome.LOST);
        assertThat(gate.turns("lost").getLast().outcome()).isEqualTo(Outcome.SOUND);
    }

    @Test
    void recoveryMendsWhatTheCallerAsksItTo() throws Exception {
        var reply = gate.post(body(""), "X-Lab-Session", "mended", "X-Lab-Recovery", "standard", "X-Lab-Fault",
                "service_unavailable");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(json(reply).path("choices").path(0).path("message").path("content").asText())
                .contains("INS-2024-9876");
        assertThat(gate.turns("mended").getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void theLogOfACallVerifies(@TempDir Path folder) throws Exception {
        gate.post(body(""), "X-Lab-Session", "log", "X-Lab-Fault", "hallucination");
        var lines = new ArrayList<String>();
        gate.lab.lines(new SessionId("log"), lines::add);
        assertThat(lines).anyMatch(l -> l.contains("call_arrived")).anyMatch(l -> l.contains("call_answered"));
        var file = folder.resolve("log.jsonl");
        Export.write(gate.lab, new SessionId("log"), Export.Format.JSONL, file);
        assertThat(Verifier.verify(file).sound()).isTrue();
        var opened = gate.lab.open(new SessionId("log"));
        assertThat(opened.agentName()).isEqualTo("gateway");
        assertThat(opened.turns().getFirst().entries().stream().map(e -> e.event().getClass().getSimpleName()))
                .startsWith("MessageReceived").contains("CallArrived", "Injected", "Attempted", "Delivered")
                .endsWith("TurnConcluded");
        assertThat(opened.turns().getFirst().entries().stream().map(e -> e.event())
                .filter(LabEvent.CallArrived.class::isInstance)).hasSize(1);
    }

    @Test
    void withoutRecordingEverythingWorksAndNothingIsWritten() throws Exception {
        gate.relay.change(RelaySettings.DEFAULTS.withRecord(false));
        assertThat(gate.post(body("")).statusCode()).isEqualTo(200);
        assertThat(gate.post(body(",\"n\":2"), "X-Lab-Fault", "auth_error").statusCode()).isEqualTo(401);
        assertThat(gate.lab.sessions()).isEmpty();
    }

    @Test
    void aPacedStreamTakesItsTimeAndIsOnDiskBeforeItsEnd() throws Exception {
        gate.lab.change(gate.lab.settings().withTimeScale(1));
        gate.relay.change(RelaySettings.DEFAULTS.withPace(Duration.ofMillis(1), Duration.ofMillis(4)));
        var began = System.nanoTime();
        var reply = gate.post(body(",\"stream\":true"), "X-Lab-Session", "slowly");
        var took = Duration.ofNanos(System.nanoTime() - began);
        var events = events(reply.body());
        assertThat(events.getLast()).isEqualTo("[DONE]");
        assertThat(took).isGreaterThan(Duration.ofMillis(4).multipliedBy(events.size() - 3));
        assertThat(gate.lab.interactions(new SessionId("slowly"))).isEqualTo(1);
        assertThat(text(events)).isEqualTo(json(gate.post(body(""))).at("/choices/0/message/content").asText());
    }

    @Test
    void aTurnThatIsGivenUpLateTookNoLongerThanItsCalls() throws Exception {
        var start = System.nanoTime();
        gate.post(body(""), "X-Lab-Fault", "service_unavailable", "X-Lab-Session", "late");
        var called = Duration.ofNanos(System.nanoTime() - start).plusMillis(1);
        await().pollDelay(called.plusMillis(200)).until(() -> true);
        gate.post("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + Gate.QUESTION
                + "\"},{\"role\":\"assistant\",\"content\":\"sorry\"},{\"role\":\"user\",\"content\":\"go on\"}]}",
                "X-Lab-Session", "late");
        assertThat(gate.turns("late").getFirst().processingMs()).isLessThanOrEqualTo(called.toMillis());
    }
}
