package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.gateway.Served;
import dev.kintsugi.gateway.guard.GuardSettings;
import dev.kintsugi.lab.scenario.ChaosPlan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzeCommandTest extends CommandTest {
    private static final String TOKEN = "a-token-for-this-test";

    @Test
    void everyModeIsAskedAndTheUntouchedTurnsToo() {
        var modes = run("analyze", "--json", "--runs", "1").json().at("/modes");

        assertThat(modes).hasSize(FailureMode.values().length + 1);
        for (var each : modes) {
            var natural = each.get("failure_mode").isNull();
            assertThat(each.at("/natural_success/k").asInt()).as(each.toString()).isEqualTo(3);
            assertThat(each.at("/seen_to_fail/k").asInt()).isEqualTo(natural ? 0 : 3);
            assertThat(each.at("/text_changed/k").asInt()).isEqualTo(natural ? 0 : 3);
            assertThat(each.at("/seen_to_fail/n").asInt()).isEqualTo(3);
            assertThat(each.at("/seen_to_fail/low").asDouble()).isLessThan(each.at("/seen_to_fail/high").asDouble());
        }
    }

    @Test
    void theTableHasCountsAndThePageIsWritten() {
        assertThat(run("analyze", "--runs", "1", "--question", "Where is my claim?").out()).contains("hallucination",
                "0 of 1 (0 to 79)", "1 of 1 (21 to 100)");
        var page = folder.resolve("a.html");
        assertThat(run("analyze", "--runs", "1", "--question", "<b>Hello</b>", "--format", "html", "--out",
                page.toString()).code()).isZero();
        assertThat(page).content().contains("&lt;b&gt;Hello").doesNotContain("<b>Hello");
    }

    @Test
    void aProgramGetsThePageToo() {
        var page = folder.resolve("b.html");
        var said = run("analyze", "--json", "--runs", "1", "--question", QUESTION, "--out", page.toString());
        assertThat(said.json().at("/modes")).hasSize(FailureMode.values().length + 1);
        assertThat(page).content().contains("INS-2024-9876");
    }

    @Test
    void chanceAndPlansOfThisProcessTouchNoRow() {
        door.settings = ChaosPlan.named("wild")::over;
        var modes = run("analyze", "--json", "--runs", "1", "--question", QUESTION).json().at("/modes");

        assertThat(modes.at("/0/failure_mode").isNull()).isTrue();
        assertThat(modes.at("/0/seen_to_fail/k").asInt()).isZero();
    }

    @Test
    void aServedLabIsAskedAsAnEmbeddedOneIs() {
        try (var served = new Served()) {
            var url = served.gateway.address() + "/";
            var said = run("analyze", "--json", "--runs", "1", "--url", url);
            assertThat(said.code()).as(said.err()).isZero();
            assertThat(said.json().at("/subject").asText()).isEqualTo(
                    "the lab served at " + served.gateway.address());
            assertThat(said.json().at("/modes")).hasSize(FailureMode.values().length + 1);
            for (var each : said.json().at("/modes")) {
                var natural = each.get("failure_mode").isNull();
                assertThat(each.at("/natural_success/k").asInt()).as(each.toString()).isEqualTo(3);
                assertThat(each.at("/seen_to_fail/k").asInt()).isEqualTo(natural ? 0 : 3);
                assertThat(each.at("/text_changed/k").asInt()).isEqualTo(natural ? 0 : 3);
                assertThat(each.at("/samples/1/message").asText()).isEqualTo("How much is my deductible?");
            }
            assertThat(served.get("/api/v1/analytics/failures").body().at("/failure_counts/rate_limiting").asInt())
                    .as("the served lab keeps its own log").isEqualTo(3);
            assertThat(run("analyze", "--runs", "1", "--question", QUESTION, "--url", url).out())
                    .contains("served at " + served.gateway.address(), "1 of 1 (21 to 100)");
            var page = folder.resolve("served.html");
            assertThat(run("analyze", "--runs", "1", "--question", QUESTION, "--url", url, "--out", page.toString())
                    .out()).contains("Written to");
            assertThat(page).content().contains("the lab served at", "memory_exhaustion", "INS-2024-9876");
        }
    }

    @Test
    void whatElseTouchesTheTurnsOfAServedLabIsSaid() {
        try (var served = new Served()) {
            served.send("PUT", "/api/v1/faults", "{\"chaos\":true}");
            assertThat(run("analyze", "--runs", "1", "--question", QUESTION, "--url", served.gateway.address()).out())
                    .contains("where chaos is on");
            served.send("PUT", "/api/v1/faults", "{\"plan\":[\"off_topic every 2\"]}");
            assertThat(run("analyze", "--runs", "1", "--question", QUESTION, "--url", served.gateway.address()).out())
                    .contains("whose plan touches turns too");
        }
    }

    @Test
    void aServedLabThatAsksForItsTokenGetsItOrSaysSo() {
        try (var served = new Served(GuardSettings.LOOPBACK.on("0.0.0.0", TOKEN))) {
            var said = run("analyze", "--runs", "1", "--url", served.gateway.address());
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err()).contains("token").doesNotContain(TOKEN);
            assertThat(
                    run("analyze", "--runs", "1", "--question", QUESTION, "--url", served.gateway.address(), "--token",
                            TOKEN).code())
                    .isZero();
        }
    }

    /// What it says to do can be typed as it stands.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "http://127.0.0.1:1    | kintsugi serve --port 1 (in another terminal); then --url http://127.0.0.1:1 reaches",
            "http://localhost:1/   | kintsugi serve --port 1 (in another terminal); then --url http://127.0.0.1:1 reaches",
            "https://127.0.0.1:1   | kintsugi serve --port 1 (in another terminal); then --url http://127.0.0.1:1 reaches",
            "http://[::1]:1        | kintsugi serve --port 1 (in another terminal); then --url http://127.0.0.1:1 reaches",
            "http://lab.invalid    | kintsugi serve --host 0.0.0.0 --port 8000; then --url http://lab.invalid:8000 reaches"})
    void aLabThatIsNotServedIsToldWithWhatStartsOne(String url, String todo) {
        var said = run("analyze", "--url", url);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("No lab answers at", todo);
    }

    @Test
    void aMachineThatIsNotThereIsTold() {
        assertThat(run("analyze", "--url", "http://lab.invalid:8000").err())
                .contains("No lab answers at http://lab.invalid:8000: there is no machine of that name");
    }

    @Test
    void whatIsNoLabIsTold() throws IOException {
        var page = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        page.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                body.write("<html>Hello</html>".getBytes(StandardCharsets.UTF_8));
            }
        });
        page.start();
        try {
            var said = run("analyze", "--url", "http://127.0.0.1:" + page.getAddress().getPort());
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err()).contains("No lab answers at", "what answers there is something else")
                    .doesNotContain("token");
        } finally {
            page.stop(0);
        }
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThat(run("analyze", "--runs", "0").code()).isEqualTo(2);
        for (var wrong : new String[]{"no address", "ftp://127.0.0.1", "127.0.0.1:8000", "http://127.0.0.1:70000",
                ""}) {
            var said = run("analyze", "--url", wrong);
            assertThat(said.code()).as(wrong).isEqualTo(2);
            assertThat(said.err()).contains("'" + wrong + "' is not its address", "http://127.0.0.1:8000");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80})
    void itFitsTheTerminal(int columns) {
        var said = seen(new Terminal.Look(false, false, columns, StandardCharsets.UTF_8), "", "analyze", "--runs", "1",
                "--question", QUESTION);
        assertThat(said.out().lines()).allMatch(line -> line.length() <= columns);
        assertThat(said.out()).contains("incorrect_reasoning", "text changed", "1 of 1 (21 to 100)");
    }
}
