package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.report.audit.LogReader;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.verdict.CallerVerdict;
import dev.kintsugi.report.verdict.CallerWatch;
import dev.kintsugi.report.verdict.Habit;
import dev.kintsugi.report.verdict.VerdictJson;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scripted programs that behave well and badly, and what is said of them.
class VerdictTest extends GateCase {
    private static final String STREAM = ",\"stream\":true";

    private void times(int times, Duration pause, String fault) throws Exception {
        for (var i = 0; i < times; i++) {
            gate.raw(body(""), "X-Lab-Session", "s", "X-Lab-Fault", fault);
            if (!pause.isZero()) {
                await().pollDelay(pause).until(() -> true);
            }
        }
    }

    private List<Habit> habits() {
        assertThat(gate.verdicts()).hasSize(1);
        return gate.verdicts().getFirst().findings().stream().map(f -> f.habit()).toList();
    }

    /// The conversation goes on, with this as the assistant's word.
    private void goesOn(String answer) throws Exception {
        var quoted = new ObjectMapper().writeValueAsString(answer);
        gate.raw("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"" + Gate.QUESTION
                + "\"},{\"role\":\"assistant\",\"content\":" + quoted + "},{\"role\":\"user\",\"content\":\"and?\"}]}",
                "X-Lab-Session", "s");
    }

    @Test
    void severalMessagesOfTheUserUseNoEmptyReply() throws Exception {
        times(1, Duration.ZERO, "empty_reply");
        gate.raw(
                "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},{\"role\":\"user\","
                        + "\"content\":\"Read this.\"},{\"role\":\"user\",\"content\":\"Sum it up.\"}]}",
                "X-Lab-Session", "s");
        assertThat(habits()).doesNotContain(Habit.USED_EMPTY);
    }

    private String seen(String fault) throws Exception {
        return Gate.text(Gate.events(gate.raw(body(STREAM), "X-Lab-Session", "s", "X-Lab-Fault", fault)).stream()
                .filter(e -> e.endsWith("}")).toList());
    }

    @Test
    void withoutAFailureThereIsNothingToJudge() throws Exception {
        gate.post(body(""));
        var verdict = gate.verdicts().getFirst();
        assertThat(verdict.judged()).isFalse();
        assertThat(verdict.summary()).startsWith("Nothing to judge");
    }

    @Test
    void aClientThatWaitsAndThenSucceedsIsPraised() throws Exception {
        times(2, Duration.ofMillis(400), "service_unavailable(cure=attempts 1)");
        assertThat(habits()).isEmpty();
        assertThat(gate.verdicts().getFirst().judged()).isTrue();
    }

    @Test
    void retryingWhatCannotHealIsSeen() throws Exception {
        times(2, Duration.ZERO, "auth_error");
        assertThat(habits()).containsExactly(Habit.RETRIED_IN_VAIN);
        assertThat(gate.verdicts().getFirst().findings().getFirst().evidence().getFirst().what())
                .contains("401");
    }

    @Test
    void askedAgainAndAgainItSaysWhatTheWholeLogSays() throws Exception {
        for (var fault : List.of("auth_error", "auth_error", "service_unavailable", "empty_reply")) {
            times(1, Duration.ZERO, fault);
            assertThat(gate.verdicts()).hasSize(1);
        }
        var whole = new CallerWatch();
        gate.lab.lines(new SessionId("s"), line -> whole.add(LogReader.entry(line)));
        assertThat(gate.verdicts()).isEqualTo(whole.verdicts());
    }

    @Test
    void aSessionThatBeginsAnewUnderItsOldNameIsJudgedToo() throws Exception {
        times(3, Duration.ZERO, "service_unavailable");
        var before = gate.verdicts().getFirst().calls();
        gate.lab.delete(new SessionId("s"));
        times(1, Duration.ZERO, "service_unavailable");
        assertThat(gate.verdicts().getFirst().calls()).isEqualTo(before + 1);
    }

    @Test
    void whoStillWaitedWhenTheLabEndedDidNotGiveUp() throws Exception {
        gate.post(body(""), "X-Lab-Session", "gone", "X-Lab-Fault", "service_unavailable");
        try (var waits = gate.sent(body(STREAM), "X-Lab-Session", "waits", "X-Lab-Fault", "stall(seconds=600)")) {
            assertThat(waits.getInputStream().read()).isEqualTo('H');
            gate.server.close();
            gate.relay.close();
        }
        var verdict = gate.verdicts().getFirst();
        assertThat(verdict.calls()).isEqualTo(2);
        assertThat(verdict.failures()).isEqualTo(1);
        assertThat(verdict.cutOff()).isEqualTo(1);
        assertThat(verdict.summary()).endsWith("(1 call cut off as the lab ended, not counted as failed)");
        assertThat(gate.verdicts().getFirst().findings()).singleElement()
                .satisfies(found -> assertThat(found.times()).isEqualTo(1))
                .satisfies(found -> assertThat(found.habit()).isEqualTo(Habit.GAVE_UP));
        assertThat(gate.turns("waits")).extracting(TurnStory::state).containsExactly(TurnStory.State.INTERRUPTED);
    }

    @Test
    void whoRunsOutOfPatienceAndRetriesIsSeenToHaveDoneSo() throws Exception {
        gate.lab.change(gate.lab.settings().withTimeScale(1));
        String[] slow = {"X-Lab-Session", "s", "X-Lab-Fault", "api_timeout(delay_range=300-301, cure=attempts 1)"};
        try (var impatient = gate.sent(body(""), slow)) {
            await().until(() -> !gate.lab.sessions().isEmpty());
            impatient.shutdownOutput();
            await().until(() -> gate.verdicts().stream().anyMatch(v -> v.failures() == 1));
        }
        assertThat(gate.post(body(""), slow).statusCode()).isEqualTo(200);
        assertThat(gate.verdicts().getFirst().calls()).isEqualTo(2);
        assertThat(gate.turns("s")).singleElement()
                .satisfies(turn -> assertThat(turn.delivered().value()).isNotEmpty());
        assertThat(habits()).isEmpty();
    }

    @Test
    void comingBackTooEarlyIsSeenAndATouchTooEarlyForgiven() throws Exception {
        times(2, Duration.ofMillis(300), "rate_limiting(retry_after=2)");
        assertThat(habits()).containsExactly(Habit.TOO_EARLY);
        gate.close();
        open();
        times(2, Duration.ofMillis(960), "rate_limiting(retry_after=1)");
        assertThat(habits()).isEmpty();
    }

    @Test
    void retryingAtOnceIsSeenFromTheSecondTimeOn() throws Exception {
        times(2, Duration.ZERO, "service_unavailable(cure=persistent)");
        assertThat(habits()).doesNotContain(Habit.NO_BACKOFF);
        await("on a machine that answers within 100 ms now and then").atMost(40, TimeUnit.SECONDS).until(() -> {
            times(5, Duration.ZERO, "service_unavailable(cure=persistent)");
            return habits().contains(Habit.NO_BACKOFF);
        });
    }

    @Test
    void aStormIsSeen() throws Exception {
        times(6, Duration.ZERO, "service_unavailable(cure=persistent)");
        assertThat(habits()).contains(Habit.RETRY_STORM);
    }

    @Test
    void givingUpAtOnceIsSeenOnceTheCallerGoesOn() throws Exception {
        times(1, Duration.ZERO, "service_unavailable");
        assertThat(habits()).isEmpty();
        goesOn("something of its own");
        assertThat(habits()).containsExactly(Habit.GAVE_UP);
    }

    /// Without a stream, with another temperature, by the other interface: as frameworks fall back.
    @ParameterizedTest
    @ValueSource(strings = {"", ",\"stream\":true,\"temperature\":0.1", "responses"})
    void askingTheSameInAnotherWayIsNotGivingUp(String way) throws Exception {
        gate.raw(body(STREAM), "X-Lab-Session", "s", "X-Lab-Fault", "service_unavailable");
        await().pollDelay(Duration.ofMillis(120)).until(() -> true);
        if (way.equals("responses")) {
            gate.respond(Gate.asks(""), "X-Lab-Session", "s");
        } else {
            gate.raw(body(way), "X-Lab-Session", "s");
        }
        goesOn("something of its own");
        assertThat(habits()).isEmpty();
        assertThat(gate.verdicts().getFirst().judged()).isTrue();
    }

    @Test
    void askingSomethingElseIsGivingUp() throws Exception {
        gate.raw(body(STREAM), "X-Lab-Session", "s", "X-Lab-Fault", "service_unavailable");
        await().pollDelay(Duration.ofMillis(120)).until(() -> true);
        gate.raw(body("").replace(Gate.QUESTION, "What else is there?"), "X-Lab-Session", "s");
        goesOn("something of its own");
        assertThat(habits()).containsExactly(Habit.GAVE_UP);
    }

    @Test
    void aTruncatedReplyThatGoesOnAsAnAnswerIsSeen() throws Exception {
        goesOn(seen("cut_stream"));
        assertThat(habits()).containsExactly(Habit.ACCEPTED_TRUNCATED);
    }

    @Test
    void anErrorInMidStreamThatIsSwallowedIsSeen() throws Exception {
        goesOn(seen("error_in_stream"));
        assertThat(habits()).containsExactly(Habit.SWALLOWED_ERROR);
        goesOn(seen("broken_json_chunk"));
        assertThat(gate.verdicts().getFirst().findings()).anySatisfy(f -> {
            assertThat(f.habit()).isEqualTo(Habit.SWALLOWED_ERROR);
            assertThat(f.evidence()).hasSizeGreaterThanOrEqualTo(1);
        });
    }

    @Test
    void anEmptyReplyThatIsUsedIsSeen() throws Exception {
        times(1, Duration.ZERO, "empty_body");
        goesOn("");
        assertThat(habits()).contains(Habit.USED_EMPTY);
    }

    @Test
    void anotherCallOfTheSameConversationBesideAFailedOneIsNotGivingUp() throws Exception {
        gate.plan("service_unavailable(cure=attempts 1) first 1");
        gate.post(body(""));
        gate.post(body(",\"temperature\":0.5"));
        await().pollDelay(Duration.ofMillis(120)).until(() -> true);
        gate.post(body(""));
        assertThat(habits()).isEmpty();
        assertThat(gate.verdicts().getFirst().judged()).isTrue();
    }

    @Test
    void callersAreToldApartByKeyAndTheKeyIsNotShown() throws Exception {
        gate.plan("auth_error first 1");
        gate.post(body(""), "Authorization", "Bearer sk-secret-one");
        gate.post(body(""), "Authorization", "Bearer sk-secret-one");
        gate.post(body(""), "Authorization", "Bearer sk-secret-two");
        assertThat(gate.verdicts()).hasSize(2).extracting(CallerVerdict::passed).containsExactly(false, true);
        var json = VerdictJson.of(gate.verdicts()).toString();
        assertThat(json).contains("\"kind\":\"retried_in_vain\"", "\"severity\":\"medium\"", "\"request\":\"req_")
                .doesNotContain("secret");
    }
}
