package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.asks;
import static dev.kintsugi.gateway.openai.Gate.events;
import static dev.kintsugi.gateway.openai.Gate.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.relay.LiveCalls;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.report.audit.LogReader;
import dev.kintsugi.report.verdict.Habit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Responses as turns of the lab: attempts, plans, recovery, verdicts and the log do not know which API it was.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RecordedResponsesTest extends ResponsesRig {
    @Test
    void theSameBodyAfterAFailureIsTheNextAttempt() throws Exception {
        var session = new String[]{"X-Lab-Session", "again", "X-Lab-Fault", "service_unavailable(cure=attempts 1)"};
        assertThat(gate.respond(asks(""), session).statusCode()).isEqualTo(503);
        assertThat(gate.respond(asks(""), session).statusCode()).isEqualTo(200);
        assertThat(gate.turns("again")).hasSize(1);
        assertThat(gate.turns("again").getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void plansAndTheLabsRecoveryActOnBothAlike() throws Exception {
        gate.plan("hallucination first 1");
        assertThat(text(respond(asks(""), "X-Lab-Session", "planned"))).isNotEqualTo(text(respond(asks(""))));
        var mended = respond(asks(""), "X-Lab-Session", "mended", "X-Lab-Fault",
                "service_unavailable(cure=attempts 1)", "X-Lab-Recovery", "standard");
        assertThat(text(mended)).contains("INS-2024-9876");
        assertThat(gate.turns("mended").getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void aPageAboutTheGatewayShowsWhatWasSaidBesideWhatWasSent() throws Exception {
        try (var live = new LiveCalls(gate.lab, _ -> {})) {
            gate.rawAt("/responses", asks(",\"stream\":true"), "X-Lab-Session", "s", "X-Lab-Fault", "cut_stream");
            var call = live.recent().getFirst();
            var answered = Objects.requireNonNull(call.answered());
            assertThat(call.message()).isEqualTo(Gate.QUESTION);
            assertThat(answered.ending()).isEqualTo(Ending.CUT);
            assertThat(call.natural()).startsWith(answered.sent().value()).isNotEqualTo(answered.sent().value());
            assertThat(answered.sent().value()).isNotEmpty();
        }
    }

    private List<Habit> habits() { return gate.verdicts().getFirst().findings().stream().map(f -> f.habit()).toList(); }

    /// The provider has the whole of it; whoever goes on from it has seen a part and does not know.
    @Test
    void whoGoesOnFromAResponseThatWasCutIsToldSo() throws Exception {
        var wire = gate.rawAt("/responses", asks(",\"stream\":true"), "X-Lab-Session", "s", "X-Lab-Fault",
                "cut_stream");
        var id = new ObjectMapper().readTree(events(wire).getFirst()).at("/response/id").asText();
        respond("{'model':'m','previous_response_id':'" + id + "','input':'and?'}", "X-Lab-Session", "s");
        assertThat(habits()).containsExactly(Habit.ACCEPTED_TRUNCATED);
        assertThat(text(json(gate.get("/responses/" + id)))).as("what is kept is whole").endsWith(".");
    }

    @Test
    void whoTakesAWholeOneIsNotAccused() throws Exception {
        gate.rawAt("/responses", asks(",\"stream\":true"), "X-Lab-Session", "s", "X-Lab-Fault", "cut_stream");
        var again = gate.rawAt("/responses", asks(",\"stream\":true"), "X-Lab-Session", "s", "X-Lab-Fault",
                "cut_stream");
        var id = new ObjectMapper().readTree(events(again).getFirst()).at("/response/id").asText();
        respond("{'model':'m','previous_response_id':'" + id + "','input':'and?'}", "X-Lab-Session", "s");
        assertThat(habits()).doesNotContain(Habit.ACCEPTED_TRUNCATED);
    }

    @Test
    void aCallThatAsksToBeSparedIsSpared() throws Exception {
        gate.plan("service_unavailable(cure=persistent) always");
        for (var asked : List.of("normal", " normal ")) {
            assertThat(gate.respond(asks(",\"user\":\"" + asked + "\""), "X-Lab-Session", "a", "X-Lab-Fault", asked)
                    .statusCode()).isEqualTo(200);
            assertThat(gate.post(Gate.body(",\"user\":\"" + asked + "\""), "X-Lab-Session", "a", "X-Lab-Fault", asked)
                    .statusCode()).isEqualTo(200);
        }
        assertThat(gate.post(Gate.body(""), "X-Lab-Session", "a").statusCode()).isEqualTo(503);
        assertThat(gate.post(Gate.body(""), "X-Lab-Session", "a", "X-Lab-Fault", "normal").statusCode())
                .as("whatever waits for its next attempt").isEqualTo(200);
        assertThat(gate.turns("a")).filteredOn(t -> t.injections().isEmpty()).hasSize(5).allSatisfy(t -> {
            assertThat(Objects.requireNonNull(t.decision()).reason()).isEqualTo(Decision.Reason.FORCED);
            assertThat(t.decision().mode()).isNull();
        });
        gate.lab.change(gate.lab.settings().withForced(FailureMode.AUTH_ERROR));
        assertThat(gate.post(Gate.body(""), "X-Lab-Session", "b").statusCode()).isIn(401, 403);
        assertThat(gate.post(Gate.body(""), "X-Lab-Session", "c", "X-Lab-Fault", "normal").statusCode())
                .as("what the lab forces on every turn").isEqualTo(200);
        gate.relay.change(RelaySettings.DEFAULTS.withAllowForced(false));
        assertThat(gate.post(Gate.body(""), "X-Lab-Fault", "normal").statusCode()).isEqualTo(400);
    }

    /// Over a store on disk a call that nothing happens to is answered on the loop, by either API.
    @Test
    void itIsOneLineOfTheLogWhereNothingHappens(@TempDir Path folder) throws Exception {
        try (var own = Gate.in(folder)) {
            for (var i = 0; i < 3; i++) {
                assertThat(own.respond(asks(",\"user\":\"" + i + "\""), "X-Lab-Session", "s").statusCode())
                        .isEqualTo(200);
            }
            var lines = new ArrayList<String>();
            own.lab.lines(new SessionId("s"), lines::add);
            assertThat(LogReader.entry(lines.getLast()).event()).isInstanceOf(LabEvent.CallServed.class);
            assertThat(own.lab.replay(new SessionId("s")).difference()).isEmpty();
        }
    }
}
