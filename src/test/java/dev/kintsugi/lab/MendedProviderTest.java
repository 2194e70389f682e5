package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.report.story.TurnStory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A provider on a real socket that fails in its own ways, nothing of which was injected, and what recovery makes of it.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MendedProviderTest extends ProvidedLabCase {
    private static final String SOUND = "I am glad to help you with that today.";
    private static final String CHUNK = "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
            + "\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":%s,\"logprobs\":null,\"finish_reason\":%s}]}\n\n";

    /// The standard policy, with pauses that nobody has to wait for.
    private static final String QUICK = "patterns: [degrade, cache, checkpoint, verify, retry: {base: 20ms, cap: 40ms}, "
            + "breaker, timeout]\n";

    @TempDir
    Path folder;

    private final Deque<Move> moves = new ConcurrentLinkedDeque<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    /// What the provider does with a call; without any it answers soundly.
    private interface Move {
        void on(HttpExchange exchange) throws IOException, InterruptedException;
    }

    @Override
    Executor threads() { return Thread::startVirtualThread; }

    @AfterEach
    void letGo() { over.countDown(); }

    @Override
    void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var move = moves.poll();
            (move == null ? says(SOUND) : move).on(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Move says(String text) {
        return exchange -> send(exchange, 200, chunk("{\"content\":" + Json.of(text) + "}", "null")
                + chunk("{}", "\"stop\"") + "data: [DONE]\n\n");
    }

    private static Move refuses(int status, String code, String message) {
        return exchange -> {
            send(exchange, status, Json.of(Map.of("error",
                    Map.of("message", message, "type", "error", "code", code))));
        };
    }

    private static String chunk(String delta, String finish) { return String.format(CHUNK, delta, finish); }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", status == 200 ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// Promises more than it sends, and hangs up.
    private static void cut(HttpExchange exchange, String body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 100_000);
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private Session begin(String policy) throws IOException {
        var file = Files.writeString(folder.resolve("policy.yaml"), policy);
        return lab.begin(SessionSpec.of(lab.settings()).withPolicy(file.toString()));
    }

    private TurnStory said(Session session, String message) { return session.say(message, null).join(); }

    /// The ways in which the provider fails while it is asked.
    enum Failing {
        BUSY(refuses(503, "overloaded", "busy")), BROKEN(refuses(500, "", "internal error")), LIMITED(refuses(429,
                "rate_limit_exceeded", "slow down")), HANGS_UP(HttpExchange::close), BREAKS_OFF_BEFORE_A_WORD(
                        exchange -> cut(exchange, "")), BREAKS_OFF_WITHIN(exchange -> cut(exchange,
                                chunk("{\"content\":\"Your claim is\"}", "null"))), BREAKS_OFF_WITHIN_AN_EVENT(
                                        exchange -> cut(exchange, "data: {\"id\":\"c1\",\"choi")), SAYS_NOTHING(
                                                exchange -> send(exchange, 200, "data: [DONE]\n\n")), SAYS_RUBBISH(
                                                        exchange -> send(exchange, 200,
                                                                "data: <html>maintenance</html>\n\n")), SENDS_A_PAGE(
                                                                        exchange -> {
                                                                            var page = "<html>maintenance</html>"
                                                                                    .getBytes(StandardCharsets.UTF_8);
                                                                            exchange.getResponseHeaders()
                                                                                    .add("Content-Type", "text/html");
                                                                            exchange.sendResponseHeaders(502,
                                                                                    page.length);
                                                                            exchange.getResponseBody().write(page);
                                                                        });

        private final Move move;

        Failing(Move move) { this.move = move; }
    }

    @ParameterizedTest
    @EnumSource
    void howeverItFailsTwiceTheThirdAnswerIsDelivered(Failing failing) throws IOException {
        moves.add(failing.move);
        moves.add(failing.move);
        var session = begin(QUICK);
        var turn = said(session, "Can you help me?");
        assertThat(turn.delivered().value()).as(turn.steps().toString()).isEqualTo(SOUND);
        assertThat(turn.deliveredStatus()).isEqualTo(DeliveredStatus.REPLY);
        assertThat(turn.outcome()).isEqualTo(Outcome.NATURAL_RECOVERED);
        assertThat(bodies).hasSize(3);
        assertThat(lab.replay(session.id()).difference()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void howeverItKeepsFailingTheUserGetsPlainWords(Failing failing) throws IOException {
        for (int i = 0; i < 10; i++) {
            moves.add(failing.move);
        }
        var turn = said(begin(QUICK), "Can you help me?");
        assertThat(turn.deliveredStatus()).isEqualTo(DeliveredStatus.MESSAGE);
        assertThat(turn.delivered().value()).doesNotContain("Exception", "503", "HTTP", "java.", "Your claim is");
    }

    @Test
    void theSecondModelIsAskedWhenTheFirstIsDown() throws IOException {
        moves.add(refuses(503, "overloaded", "busy"));
        var turn = said(begin("patterns:\n  - model_fallback: {models: [m-1, m-2]}\n"), "Can you help me?");
        assertThat(turn.delivered().value()).isEqualTo(SOUND);
        assertThat(bodies.get(0)).contains("\"model\":\"m-1\"");
        assertThat(bodies.get(1)).contains("\"model\":\"m-2\"");
    }

    @Test
    void aWrongFigureIsAskedAgainWithTheReasonAndTheEvidence() throws IOException {
        moves.add(says("A claim is decided within 55 days of filing."));
        moves.add(says("A claim is decided within 15 days of filing."));
        var turn = said(begin("patterns:\n  - verify\n"), "How long does a claim take?");
        assertThat(turn.delivered().value()).isEqualTo("A claim is decided within 15 days of filing.");
        assertThat(bodies.get(1)).contains("55 days", "nothing supports", "15 days of filing");
    }

    @Test
    void aSlowAnswerGetsARivalAndTheRivalsIsTaken() throws IOException {
        moves.add(_ -> over.await());
        var turn = said(begin("patterns:\n  - hedge: {delay: 200ms}\n"), "Can you help me?");
        assertThat(turn.delivered().value()).isEqualTo(SOUND);
        assertThat(turn.deliveredBy()).isEqualTo("attempt 2");
        assertThat(bodies).hasSize(2);
    }

    @Test
    void aConversationThatIsTooLongIsShortenedAndTheModelIsToldOfIt() throws IOException {
        var session = begin("patterns:\n  - checkpoint\n");
        for (int i = 0; i < 6; i++) {
            moves.add(says("Answer " + i + ": " + "it is a long story, and it goes on and on. ".repeat(8)));
            said(session, "Question " + i + ", please?");
        }
        moves.add(
                refuses(400, "context_length_exceeded", "This model's maximum context length is 1200 tokens. However, "
                        + "your messages resulted in 2400 tokens. Please reduce the length of the messages."));
        var turn = said(session, "Can you help me?");
        assertThat(turn.delivered().value()).isEqualTo(SOUND);
        assertThat(bodies.getLast().length()).isLessThan(bodies.get(bodies.size() - 2).length());
        assertThat(bodies.getLast()).contains("earlier messages of this conversation were left out", "Can you help me?")
                .doesNotContain("Question 0");
        assertThat(turn.steps().toString()).contains("left out");
    }

    @Test
    void aKeyThatIsRefusedIsNotTriedAgain() throws IOException {
        moves.add(refuses(401, "invalid_api_key", "Incorrect API key provided: sk-secret."));
        var turn = said(begin(QUICK), "Can you help me?");
        assertThat(bodies).hasSize(1);
        assertThat(turn.deliveredStatus()).isEqualTo(DeliveredStatus.MESSAGE);
        assertThat(turn.delivered().value()).doesNotContain("sk-secret", "401");
    }
}
