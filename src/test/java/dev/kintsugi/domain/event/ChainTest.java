package dev.kintsugi.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.truth.Change;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.domain.truth.Roll;
import dev.kintsugi.report.audit.LogReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final SessionId SESSION = new SessionId("s-1");
    private static final List<LabEvent> EVENTS = List.of(
            new LabEvent.SessionOpened(1, 42, "InsureBot", "scripted-large", "none", "", true, ""),
            new LabEvent.MessageReceived(Text.of("Grüße \"Bixby\" \\ \n\t 🚗 \u0001"), FailureMode.HALLUCINATION),
            new LabEvent.MessageReceived(Text.of(""), null),
            new LabEvent.Decided(new Decision(Decision.Reason.ROLLED, FailureMode.OFF_TOPIC, Law.SEQUENTIAL, 0, 0,
                    List.of(new Roll(FailureMode.OFF_TOPIC, 200_000, List.of(new Roll.Factor("multiplier", 2_000_000)),
                            400_000, 112_345, true, "fault.roll.off_topic")),
                    42, 1)),
            new LabEvent.Injected(FailureMode.OFF_TOPIC, 1, "model", Text.of("natural"), Text.of("observed"), "",
                    List.of(new Change(Change.Kind.NUMBER, Text.of("8"), Text.of("9"))), "another model"),
            new LabEvent.ToolIntended("pay_out", Effect.RISKY, "k1", Text.of("{\"amount\":5}")),
            new LabEvent.Detected(new Detection("claims", 1, Text.of("why"), 3, 9, Text.of("evidence"))),
            new LabEvent.Delivered(DeliveredStatus.REPLY, Text.of("half \uD83D of a pair"), "attempt 1", "m"),
            new LabEvent.CallServed("req_1", "127.0.0.1", "m", true, 3, Text.of("asked"), Text.of("said before"),
                    new Decision(Decision.Reason.OFF, null, Law.SEQUENTIAL, 0, 0, List.of(), 42, 1), "m", 14, 42, 1,
                    true,
                    Text.of("answered"), FinishReason.LENGTH, 2, Api.RESPONSES),
            new LabEvent.CallArrived("req_2", "127.0.0.1", 1, "m", false, 1, null, null),
            new LabEvent.CallArrived("req_3", "127.0.0.1", 1, "m", false, 3, Text.EMPTY, Api.CHAT_COMPLETIONS),
            new LabEvent.Injected(FailureMode.RATE_LIMITING, 1, "model", Text.of("natural"), Text.EMPTY, "429",
                    List.of(), "").withConfig("{\"retry_after\":\"7\"}"),
            new LabEvent.SessionReset());

    private static List<String> lines(Salts salts) {
        var chain = new Chain(salts, Chain.GENESIS);
        var lines = new ArrayList<String>();
        for (int i = 0; i < EVENTS.size(); i++) {
            lines.add(chain.append(new Entry(SESSION, i, i + 1L, 1000L + i, 2000L + i, i, EVENTS.get(i))));
        }
        return lines;
    }

    @Test
    void whatWasWrittenIsReadBack() {
        var read = lines(Salts.random()).stream().map(LogReader::entry).map(Entry::event).toList();
        assertThat(read).isEqualTo(EVENTS);
    }

    @Test
    void everyLineOfAnUntouchedLogIsSound() {
        var previous = Chain.GENESIS;
        for (var line : lines(Salts.random())) {
            var parsed = LogReader.parse(line);
            assertThat(LineCheck.check(line, parsed, previous)).isEmpty();
            previous = String.valueOf(parsed.get("hash"));
        }
    }

    @Test
    void oneAlteredByteAnywhereIsFound() {
        var line = lines(Salts.derived(new Draws(1), 1)).get(4);
        for (int i = 0; i < line.length(); i++) {
            var altered = line.substring(0, i) + (char) (line.charAt(i) ^ 1) + line.substring(i + 1);
            assertThat(sound(altered, previous(4))).as("byte %d of %s", i, altered).isFalse();
        }
    }

    private static String previous(int index) {
        return String.valueOf(LogReader.parse(lines(Salts.derived(new Draws(1), 1)).get(index - 1)).get("hash"));
    }

    private static boolean sound(String line, String previous) {
        try {
            return LineCheck.check(line, LogReader.parse(line), previous).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void aTextCanBeTakenOutAndTheRestStillProves() {
        var line = lines(Salts.derived(new Draws(1), 1)).get(4);
        var redacted = line.replaceFirst("\\{\"salt\":\"[0-9a-f]+\",\"text\":\"natural\"}", "null");
        assertThat(redacted).isNotEqualTo(line);
        assertThat(sound(redacted, previous(4))).isTrue();
        var event = (LabEvent.Injected) LogReader.entry(redacted).event();
        assertThat(event.natural()).isEqualTo(new Text("", true));
        assertThat(event.observed()).isEqualTo(Text.of("observed"));
    }

    /// As a call was written before it was said whether it was a stream: those that were had seven lines.
    @Test
    void aServedCallOfAnEarlierVersionIsSoundAndWasNoStream() {
        var body = "{\"v\":1,\"session\":\"s-1\",\"turn\":1,\"seq\":1,\"lab\":1,\"wall\":2,\"cause\":0,"
                + "\"type\":\"call_served\",\"body\":{\"request\":\"req_1\",\"caller\":\"c\",\"model\":\"m\",\"messages\":1,"
                + "\"message\":{\"text\":0},\"decision\":{\"reason\":\"off\",\"law\":\"sequential\",\"wait_ms\":0,"
                + "\"since_turn\":0,\"rolls\":[],\"seed\":42,\"draw_key\":1},\"answered\":\"m\",\"prompt_tokens\":1,"
                + "\"completion_tokens\":1,\"latency_ms\":0,\"simulated\":true,\"reply\":{\"text\":1},\"took_ms\":0},"
                + "\"digests\":[\"" + Chain.sha256("aasked") + "\",\"" + Chain.sha256("bsaid") + "\"],\"prev\":\""
                + Chain.GENESIS + "\"";
        var line = body + ",\"hash\":\"" + Chain.sha256(body)
                + "\",\"texts\":[{\"salt\":\"a\",\"text\":\"asked\"},{\"salt\":\"b\",\"text\":\"said\"}]}";
        assertThat(sound(line, Chain.GENESIS)).isTrue();
        assertThat(LogReader.entries(line)).extracting(Entry::event).filteredOn(LabEvent.CallArrived.class::isInstance)
                .singleElement()
                .satisfies(e -> assertThat(((LabEvent.CallArrived) e).streamed()).isFalse())
                .satisfies(e -> assertThat(((LabEvent.CallArrived) e).api()).isNull());
    }

    /// What earlier versions read and wrote stays as it was, where there is nothing more to tell.
    @Test
    void whatIsNotKnownOfACallIsLeftOutOfItsLine() {
        var lines = lines(Salts.random());
        assertThat(lines.get(9)).contains("\"type\":\"call_arrived\"").doesNotContain("\"api\"");
        assertThat(lines.get(10)).contains(",\"api\":\"chat_completions\"}");
        assertThat(lines.get(4)).contains("\"cure\":\"another model\"}");
    }

    @Test
    void derivedSaltsGiveTheSameBytesOnEveryRun() {
        assertThat(lines(Salts.derived(new Draws(5), 3))).isEqualTo(lines(Salts.derived(new Draws(5), 3)));
    }

    @Test
    void numbersInALineAreWhole() {
        lines(Salts.random())
                .forEach(line -> assertThat(numbers(LogReader.parse(line))).noneMatch(Double.class::isInstance));
    }

    private static List<Object> numbers(Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> map.values().stream().flatMap(v -> numbers(v).stream()).toList();
            case List<?> list -> list.stream().filter(v -> v != null).flatMap(v -> numbers(v).stream()).toList();
            case Number number -> List.of(number);
            default -> List.of();
        };
    }
}
