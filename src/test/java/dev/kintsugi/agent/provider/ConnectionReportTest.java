package dev.kintsugi.agent.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.Cancelled;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What a person reads after pressing the button that tests a connection.
class ConnectionReportTest {
    private static final String MODELS = "{\"object\":\"list\",\"data\":[{\"id\":\"m-1\",\"object\":\"model\"},"
            + "{\"id\":\"m-2\",\"object\":\"model\"}]}";

    @Test
    void aConnectionThatWorksTellsTheModelAndItsTime() throws Exception {
        var report = test(both(MODELS, Wire::answers));
        assertThat(report).isInstanceOfSatisfying(ConnectionReport.Works.class, works -> {
            assertThat(works.model()).isEqualTo("m-1");
            assertThat(works.models()).containsExactly("m-1", "m-2");
            assertThat(works.text()).matches("Works: m-1 answered in \\d+ ms\\.");
        });
    }

    @Test
    void aProviderWithoutAReadableListWorksAllTheSame() throws Exception {
        assertThat(test(both("{\"data\":7}", Wire::answers))).isInstanceOf(ConnectionReport.Works.class);
        assertThat(test(line -> {
            if (line.request().path().endsWith("/models")) {
                line.answer(404, "text/plain", "no");
            } else {
                Wire.answers(line);
            }
        })).isInstanceOf(ConnectionReport.Works.class);
    }

    @Test
    void aReasoningModelThatUsesItsFewTokensUpWorks() throws Exception {
        assertThat(test(both(MODELS, line -> line.stream().event(Wire.delta("{}", "\"length\"")).send(Wire.DONE))))
                .isInstanceOf(ConnectionReport.Works.class);
    }

    @Test
    void aWrongKeyIsSaidAtOnceAndWithoutTheKey() throws Exception {
        try (var server = new MisbehavingServer(line -> line.answer(401, "application/json",
                Wire.error("Incorrect API key provided: " + Calls.KEY + ".", "invalid_request_error",
                        "invalid_api_key")))) {
            var problem = problem(test(server));
            assertThat(problem.what()).isEqualTo("The key was refused");
            assertThat(problem.why()).isEqualTo("HTTP 401, Incorrect API key provided: [key hidden]");
            assertThat(problem.todo()).contains("Copy it again");
            assertThat(server.seen()).hasSize(1);
        }
    }

    @Test
    void aModelThatIsNotThereComesWithThoseThatAre() throws Exception {
        var problem = problem(test(both(MODELS, line -> line.answer(404, "application/json",
                Wire.error("The model does not exist", "invalid_request_error", "model_not_found")))));
        assertThat(problem.what()).isEqualTo("The model m-1 was not found");
        assertThat(problem.todo()).isEqualTo("Choose one it has: m-1, m-2");
    }

    @Test
    void aMissingKeyIsSaidWithoutAskingAnybody() {
        var problem = problem(new ConnectionTest(ProviderPreset.OPENAI.settings(Secret.NONE), Calls.CLOCK).run());
        assertThat(problem.what()).isEqualTo("A key is needed");
        assertThat(problem.todo()).contains("AI_API_KEY");
    }

    @Test
    void whereNobodyListensItAsksWhetherTheProgramRuns() throws Exception {
        var server = new MisbehavingServer(Wire::answers);
        server.close();
        var ollama = ProviderPreset.OLLAMA.settings(Secret.NONE);
        var moved = new ProviderSettings(ollama.name(), server.url(), Secret.NONE, false, ollama.model(),
                ollama.fallbackModels(), "", ollama.connectTimeout(), ollama.readTimeout(), ollama.stallTimeout(), 0);
        var problem = problem(new ConnectionTest(moved, Calls.CLOCK).run());
        assertThat(problem.why()).isEqualTo("Nobody answers at " + moved.address());
        assertThat(problem.todo()).startsWith("Is Ollama running?");

        var nameless = new ProviderSettings("127.0.0.1", server.url(), Secret.NONE, false, ollama.model(),
                ollama.fallbackModels(), "", ollama.connectTimeout(), ollama.readTimeout(), ollama.stallTimeout(), 0);
        assertThat(problem(new ConnectionTest(nameless, Calls.CLOCK).run()).todo())
                .startsWith("Is its program running?");
    }

    @Test
    void everyOtherWayOfFailingHasItsOwnWords() throws Exception {
        assertThat(what(line -> line.answer(403, "text/plain", ""))).isEqualTo("The key may not do this");
        assertThat(what(line -> line.answer(402, "text/plain", ""))).isEqualTo("The account has no credit");
        assertThat(what(line -> line.answer(429, "text/plain", "", "Retry-After: 9")))
                .isEqualTo("The provider was asked too often");
        assertThat(what(line -> line.answer(429, "application/json", Wire.error("Empty", "insufficient_quota", null))))
                .isEqualTo("The account's quota is used up");
        assertThat(what(line -> line.answer(503, "text/html", "<p>"))).endsWith("is in trouble");
        assertThat(what(line -> line.answer(301, "text/plain", ""))).isEqualTo("The address points elsewhere");
        assertThat(what(line -> line.answer(422, "text/plain", ""))).endsWith("did not accept the question");
        assertThat(what(line -> line.answer(200, "text/html", "<p>hello")))
                .isEqualTo("What answers is no chat completion");
        assertThat(what(line -> line.stream().says("Half"))).endsWith("broke its answer off");
        assertThat(what(MisbehavingServer.Line::reset)).endsWith("broke its answer off");
    }

    @Test
    void aProviderThatKeepsSilentDoesNotKeepThePersonWaiting() throws Exception {
        try (var server = new MisbehavingServer(MisbehavingServer.Line::silence)) {
            var report = new ConnectionTest(Calls.settings(server), Calls.CLOCK, Duration.ofMillis(200)).run();
            assertThat(problem(report).what()).endsWith("did not answer");
        }
    }

    @Test
    void theTestCanBeStopped() throws Exception {
        try (var server = new MisbehavingServer(MisbehavingServer.Line::silence)) {
            var stopped = new CountDownLatch(1);
            var tester = Thread.ofPlatform().start(() -> {
                assertThatThrownBy(() -> test(server)).isInstanceOf(Cancelled.class);
                stopped.countDown();
            });
            await().until(() -> server.seen().size() == 1);
            tester.interrupt();
            await().until(() -> stopped.getCount() == 0);
        }
    }

    private static String what(MisbehavingServer.Script chat) throws Exception {
        return problem(test(both(MODELS, chat))).what();
    }

    private static MisbehavingServer.Script both(String models, MisbehavingServer.Script chat) {
        return line -> {
            if (line.request().path().endsWith("/models")) {
                line.answer(200, "application/json", models);
            } else {
                chat.play(line);
            }
        };
    }

    private static ConnectionReport test(MisbehavingServer.Script script) throws Exception {
        try (var server = new MisbehavingServer(script)) {
            return test(server);
        }
    }

    private static ConnectionReport test(MisbehavingServer server) {
        return new ConnectionTest(Calls.settings(server), Calls.CLOCK).run();
    }

    private static Problem problem(ConnectionReport report) {
        assertThat(report).isInstanceOf(ConnectionReport.Fails.class);
        assertThat(report.text()).doesNotContain(Calls.KEY).doesNotContain("..");
        return ((ConnectionReport.Fails) report).problem();
    }
}
