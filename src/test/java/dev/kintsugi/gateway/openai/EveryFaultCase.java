package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.fault.wire.Disturbances;
import dev.kintsugi.lab.relay.RelaySettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every mode and every fault of the wire in one of the APIs, forced by the header, of a stream and of a whole reply: what
/// leaves on the socket, byte for byte, and what is written down of it. The API's own words come from the test of it.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EveryFaultCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Words words;
    protected final Gate gate = new Gate(RelaySettings.DEFAULTS);
    private String natural = "";

    /// What an API calls things.
    ///
    /// @param id        with what the id of a reply begins
    /// @param afterText what a whole reply says only after its text
    /// @param done      how a reply ends that is whole
    /// @param cut       how one ends that a limit cut
    public record Words(String id, String afterText, String done, String cut) {}

    protected EveryFaultCase(Words words) { this.words = words; }

    /// What comes over the wire for one question.
    protected abstract Seen ask(boolean stream, String... headers) throws IOException;

    /// The text of a whole reply.
    protected abstract String text(JsonNode reply);

    /// What an event of a stream says of the text; empty when it is about something else.
    protected abstract String word(JsonNode event);

    /// How a whole reply ended.
    protected abstract String end(JsonNode reply);

    /// Looks at the events of a sound stream, but for what they say.
    protected abstract void isOneWholeStream(Seen seen, String end) throws IOException;

    /// Looks for what must not be in a stream that broke off.
    protected abstract void saysNoEnd(Seen seen);

    /// Looks at the last event of a stream that an error ended.
    protected abstract void endsInAnError(Seen seen) throws IOException;

    /// Looks at the refusal of a request.
    protected abstract void isRefused(Seen seen) throws IOException;

    /// Whether this failure is an error of the API and no reply; then it was looked at.
    protected abstract boolean isTheErrorOf(String name, Seen seen) throws IOException;

    @BeforeAll
    final void hearItWithoutAFault() throws IOException { natural = text(ask(false).json()); }

    @AfterAll
    final void close() { gate.close(); }

    static Stream<String> names() { return Disturbances.names(); }

    protected final Seen forced(String fault, boolean stream, String session) throws IOException {
        return ask(stream, "X-Lab-Fault", fault, "X-Lab-Session", session);
    }

    private Seen quickly(String name, boolean stream, String session) throws IOException {
        return forced(name.equals("stall") ? "stall(seconds=1)" : name, stream, session);
    }

    private static boolean isNoReply(String name, Seen seen) {
        switch (name) {
            case "api_timeout" -> assertThat(seen).isEqualTo(new Seen(0, "", ""));
            case "html_502" -> {
                assertThat(seen.status()).isEqualTo(502);
                assertThat(seen.header("content-type")).isEqualTo("text/html");
                assertThat(seen.body()).startsWith("<html>");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("names")
    void aWholeReply(String name) throws Exception {
        var seen = quickly(name, false, name + "-whole");
        if (Seen.ONLY_STREAMS.contains(name)) {
            isRefused(seen);
            return;
        }
        isWrittenDown(name + "-whole", name);
        if (isNoReply(name, seen) || isTheErrorOf(name, seen)) {
            return;
        }
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("content-type")).isEqualTo("application/json");
        switch (name) {
            case "slow_first_token" -> {
                assertThat(text(seen.json())).isEqualTo(natural);
                assertThat(seen.lengthIsTrue()).isTrue();
            }
            case "split_character" -> assertThat(text(seen.json())).isEqualTo(natural.replaceFirst("'", "’"));
            case "lying_stop" -> isShorter(seen, words.done());
            case "finish_length" -> isShorter(seen, words.cut());
            case "empty_body" -> assertThat(seen.body()).isEmpty();
            case "truncated_body" -> {
                assertThat(seen.lengthIsTrue()).isTrue();
                assertThat(seen.body()).startsWith("{\"id\":\"" + words.id()).doesNotContain(words.afterText());
            }
            case "malformed_body" -> assertThat(seen.body()).startsWith("{\"id\"\"" + words.id()).endsWith("}");
            case "wrong_length" -> {
                assertThat(text(seen.json())).isEqualTo(natural);
                assertThat(Integer.parseInt(seen.header("content-length"))).isGreaterThan(seen.body().length());
            }
            case "stall" -> {
                assertThat(seen.body()).startsWith("{\"id\":\"" + words.id()).doesNotContain("<reset>");
                assertThat(Integer.parseInt(seen.header("content-length"))).isGreaterThan(seen.body().length());
            }
            case "reset" -> assertThat(seen.body()).startsWith("{\"id\":\"" + words.id()).endsWith("<reset>");
            default -> {
                assertThat(Seen.REWRITING).contains(name);
                assertThat(text(seen.json())).isNotEmpty().isNotEqualTo(natural);
                assertThat(end(seen.json())).isEqualTo(words.done());
                assertThat(seen.lengthIsTrue()).isTrue();
            }
        }
    }

    private void isShorter(Seen seen, String end) throws IOException {
        var text = text(seen.json());
        assertThat(natural).startsWith(text).hasSizeGreaterThan(text.length());
        assertThat(end(seen.json())).isEqualTo(end);
        assertThat(seen.lengthIsTrue()).isTrue();
    }

    private void isWrittenDown(String session, String name) {
        var turn = gate.turns(session).getFirst();
        assertThat(turn.injections()).hasSize(1);
        assertThat(turn.injections().getFirst().mode().wire()).isEqualTo(name);
        assertThat(turn.natural().value()).isEqualTo(natural);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStream(String name) throws Exception {
        var session = name + "-streamed";
        var seen = quickly(name, true, session);
        if (Seen.ONLY_WHOLE.contains(name)) {
            isRefused(seen);
            return;
        }
        isWrittenDown(session, name);
        if (isNoReply(name, seen) || isTheErrorOf(name, seen)) {
            return;
        }
        switch (name) {
            case "cut_stream" -> {
                breaksOff(seen, session);
                assertThat(seen.endsInOrder()).isTrue();
            }
            case "cut_in_chunk" -> {
                breaksOff(seen, session);
                assertThat(seen.body()).doesNotEndWith("\r\n").doesNotContain("<reset>");
            }
            case "reset" -> {
                breaksOff(seen, session);
                assertThat(seen.body()).endsWith("<reset>");
            }
            case "stall" -> {
                breaksOff(seen, session);
                assertThat(seen.endsInOrder()).isFalse();
                assertThat(seen.body()).endsWith("\r\n").doesNotContain("<reset>");
            }
            case "error_in_stream" -> {
                breaksOff(seen, session);
                endsInAnError(seen);
                assertThat(seen.last().at("/error/message").asText()).isNotEmpty();
                assertThat(seen.endsInOrder()).isTrue();
            }
            case "broken_json_chunk" -> {
                isOneWholeStream(seen, words.done());
                assertThat(seen.events().stream().filter(e -> e.startsWith("{") && !e.endsWith("}"))).hasSize(1);
            }
            case "empty_body" -> assertThat(seen.body()).isEmpty();
            case "split_character" -> isOneWholeStream(seen, words.done());
            case "slow_first_token", "slow_tokens" -> {
                isOneWholeStream(seen, words.done());
                assertThat(said(seen)).isEqualTo(natural);
            }
            case "lying_stop", "finish_length" -> {
                isOneWholeStream(seen, name.equals("lying_stop") ? words.done() : words.cut());
                assertThat(natural).startsWith(said(seen)).hasSizeGreaterThan(said(seen).length());
            }
            default -> {
                assertThat(Seen.REWRITING).contains(name);
                isOneWholeStream(seen, words.done());
                assertThat(said(seen)).isNotEmpty().isNotEqualTo(natural);
                isWhatCame(session, said(seen));
            }
        }
    }

    private void breaksOff(Seen seen, String session) {
        assertThat(seen.status()).isEqualTo(200);
        saysNoEnd(seen);
        assertThat(spoken(seen)).hasSizeBetween(1, natural.split(" ").length - 1);
        assertThat(natural).startsWith(said(seen)).hasSizeGreaterThan(said(seen).length());
        isWhatCame(session, said(seen));
    }

    private void isWhatCame(String session, String text) {
        assertThat(gate.turns(session).getFirst().observed().value()).isEqualTo(text);
    }

    private String said(Seen seen) { return String.join("", spoken(seen)); }

    /// What the sound ones of a stream's events say.
    private List<String> spoken(Seen seen) {
        return seen.events().stream().map(this::spoken).filter(w -> !w.isEmpty()).toList();
    }

    private String spoken(String event) {
        try {
            return word(JSON.readTree(event));
        } catch (IOException _) {
            return "";
        }
    }
}
