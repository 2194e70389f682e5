package dev.kintsugi.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.gateway.guard.GuardSettings;
import dev.kintsugi.lab.LabSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands on the one port together: OpenAI's interface, verdicts, and faults steered by REST.
class DoorsTest {
    private static final String PATH = "/chat/completions";
    private static Served served;

    @BeforeAll
    static void open() { served = new Served(GuardSettings.LOOPBACK.limited(5, 10_000)); }

    @AfterAll
    static void close() { served.close(); }

    private static String body(int n) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello " + n + "\"}]}";
    }

    private static List<Integer> statuses(String session, int calls) {
        return IntStream.range(0, calls).map(i -> served.post("/s/" + session + "/v1" + PATH, body(i)).status()).boxed()
                .toList();
    }

    @Test
    void plansSentFromOutsideActForAllOrForOneSession() {
        var put = served.send("PUT", "/api/v1/faults",
                "{\"plan\":[\"service_unavailable first 1\"],\"sessions\":{\"own\":[\"html_502 every 2\"],\"control\":[]}}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.text("/sessions/own/0")).isEqualTo("html_502 every 2");
        assertThat(statuses("any", 2)).containsExactly(503, 200);
        assertThat(statuses("own", 4)).containsExactly(200, 502, 200, 502);
        assertThat(statuses("control", 2)).containsExactly(200, 200);
        served.send("PUT", "/api/v1/faults", "{\"sessions\":{\"own\":null}}");
        assertThat(served.get("/api/v1/faults").body().at("/sessions").has("own")).isFalse();
        served.post("/api/v1/faults/panic-stop", null);
        assertThat(served.get("/api/v1/faults").body().at("/plan")).isEmpty();
    }

    @Test
    void plansThatMakeNoSenseAreRefusedAndChangeNothing() {
        for (var wrong : List.of("{\"plan\":[\"cut_steam first 1\"]}", "{\"plan\":\"x\"}", "{\"plan\":[3]}",
                "{\"sessions\":[]}", "{\"sessions\":{\"../x\":[]}}", "{\"plan\":[\"cut_stream\"]}")) {
            var answer = served.send("PUT", "/api/v1/faults", wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.text("/error/todo")).isNotEmpty();
        }
        assertThat(served.get("/api/v1/faults").body().at("/plan")).isEmpty();
    }

    @Test
    void aCallThatForcesAnotherFaultIsNoAttemptOfTheTurnBefore() {
        assertThat(forced("rate_limiting(retry_after=60)")).isEqualTo(429);
        assertThat(forced("rate_limiting(retry_after=60)")).isEqualTo(429);
        assertThat(forced("html_502")).isEqualTo(502);
        assertThat(forced("service_unavailable")).isEqualTo(503);
    }

    private static int forced(String fault) {
        return served.send(HttpRequest.newBuilder(URI.create(served.gateway.address() + "/v1" + PATH))
                .header("content-type", "application/json").header("x-lab-fault", fault)
                .header("x-lab-session", "forcing").POST(HttpRequest.BodyPublishers.ofString(body(1))).build())
                .status();
    }

    /// As messages by REST do when many other sessions are used meanwhile, and people who delete it.
    @Test
    void aSessionThatWasClosedByWhoeverSharedItIsOpenedAgainByTheNextCall() {
        try (var own = new Served()) {
            var path = "/s/shared/v1" + PATH;
            assertThat(own.post(path, body(1)).status()).isEqualTo(200);
            assertThat(own.post("/api/v1/chat", "{\"session_id\":\"shared\",\"message\":\"Hello\"}").status())
                    .isEqualTo(200);
            own.lab.close(new SessionId("shared"));
            assertThat(own.post(path, body(2)).status()).isEqualTo(200);
            assertThat(own.get("/api/v1/sessions/shared/history").body().at("/pagination/total").asInt()).isEqualTo(3);
            own.lab.delete(new SessionId("shared"));
            assertThat(own.post(path, body(3)).status()).isEqualTo(200);
            own.lab.close(new SessionId("shared"));
        }
    }

    /// A header must not have files of this machine read, whose words would stand in the refusal.
    @Test
    void aCallerCannotNameAPolicyFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("secrets"), "the-word: of the owner\n");
        for (var name : List.of(file.toString(), "README.md", "LICENSE", "pom.xml", "/etc/passwd", "../x")) {
            var gateway = served.send(HttpRequest.newBuilder(URI.create(served.gateway.address() + "/v1" + PATH))
                    .header("content-type", "application/json").header("x-lab-recovery", name)
                    .POST(HttpRequest.BodyPublishers.ofString(body(1))).build());
            var rest = served.post("/api/v1/chat", "{\"message\":\"Hello\",\"recovery_policy\":\"" + name + "\"}");
            for (var answer : List.of(gateway, rest)) {
                assertThat(answer.status()).as(name).isEqualTo(400);
                assertThat(answer.text("/error/message")).contains("There is no recovery policy '" + name + "'")
                        .doesNotContain("the-word");
            }
        }
    }

    /// Its name is not its path.
    @Test
    void thePolicyFileThatTheLabWasStartedWithRecoversCallersToo(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("mine.yaml"), "name: mine\npatterns: [retry]\n");
        var settings = LabSettings.defaults().withPolicy(file.toString());
        try (var own = new Served(GuardSettings.LOOPBACK, settings)) {
            for (var more : List.of("", ",\"session_id\":\"a\"", ",\"session_id\":\"a\",\"recovery_policy\":\"none\"",
                    ",\"session_id\":\"a\"")) {
                var answer = own.post("/api/v1/chat",
                        "{\"message\":\"Hello\",\"failure_mode\":\"service_unavailable\"" + more + "}");
                assertThat(answer.status()).as(answer.whole().body()).isEqualTo(200);
                assertThat(answer.text("/metadata/outcome")).isEqualTo(more.contains("none") ? "lost" : "recovered");
            }
        }
    }

    @Test
    void aSessionThatAsksTooOftenGetsOpenAisOwnRefusal() {
        assertThat(statuses("busy", 6)).containsExactly(200, 200, 200, 200, 200, 429);
        var refused = served.post("/s/busy/v1" + PATH, body(9));
        assertThat(refused.text("/error/code")).isEqualTo("rate_limit_exceeded");
        assertThat(refused.whole().headers().firstValue("retry-after")).isPresent();
        assertThat(statuses("calm", 1)).containsExactly(200);
    }

    @Test
    void whatNobodyAnswersIsRefusedWithAReason() {
        for (var path : List.of("/v1/moderations", "/v1/files", "/s/a/v1/audio/speech")) {
            var refused = served.post(path, "{}");
            assertThat(refused.status()).as(path).isEqualTo(404);
            assertThat(refused.text("/error/message")).contains("Unknown request URL", "--base-url",
                    "/v1/chat/completions", "/v1/responses", "/v1/embeddings", "/v1/models");
        }
    }

    /// A program that sends up a file is told that there is no place for files, not how to write one.
    @Test
    void aFileThatIsSentUpIsToldThatThereAreNoFiles() {
        for (var path : List.of("/v1/files", "/s/a/v1/audio/transcriptions")) {
            var refused = served.send(HttpRequest.newBuilder(URI.create(served.gateway.address() + path))
                    .header("content-type", "multipart/form-data; boundary=x")
                    .POST(HttpRequest.BodyPublishers.ofString("--x--")).build());
            assertThat(refused.status()).as(path).isEqualTo(404);
            assertThat(refused.text("/error/code")).isEqualTo("unknown_url");
            assertThat(refused.text("/error/type")).isEqualTo("invalid_request_error");
        }
        for (var path : List.of("/v1/chat/completions", "/v1/responses", "/api/v1/chat", "/v1", "/s/a/b")) {
            assertThat(served.send(HttpRequest.newBuilder(URI.create(served.gateway.address() + path))
                    .header("content-type", "multipart/form-data; boundary=x")
                    .POST(HttpRequest.BodyPublishers.ofString("--x--")).build()).status()).as(path).isEqualTo(415);
        }
    }

    @Test
    void whoeverAsksWhichMethodsThereAreIsTold() throws IOException {
        var paths = Map.of("/api/v1/chat", "OPTIONS, POST", "/v1/responses/resp_1",
                "DELETE, GET, HEAD, OPTIONS, POST", "/health", "GET, HEAD, OPTIONS");
        paths.forEach((path, methods) -> {
            var told = served.send("OPTIONS", path, null);
            assertThat(told.status()).as(path).isEqualTo(204);
            assertThat(told.whole().headers().firstValue("allow")).as(path).hasValue(methods);
            assertThat(told.whole().headers().map().keySet()).noneMatch(h -> h.startsWith("access-control"));
        });
        assertThat(served.send("OPTIONS", "/nowhere", null).status()).isEqualTo(404);
        assertThat(served.raw("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)))
                .contains(" 204 ");
    }

    /// OpenAI's clients read four fields of an error, whoever of the lab refuses.
    @Test
    void whatTheServerItselfRefusesHasTheShapeOfOpenAisErrors() {
        var refusals = List.of(served.send("DELETE", "/api/v1/chat", null), served.get("/nowhere"),
                served.post("/v1/chat/completions?" + "x".repeat(20_000), "{}"));
        assertThat(refusals).extracting(Served.Answer::status).containsExactly(405, 404, 414);
        for (var refused : refusals) {
            var error = refused.body().path("error");
            assertThat(error.path("message").asText()).isNotEmpty();
            assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
            assertThat(error.has("param")).isTrue();
            assertThat(error.path("code").asText()).isNotEmpty();
        }
    }

    /// Where a variable that was to hold a name is empty, callers would share a session that none of them named.
    @Test
    void aBaseUrlWithoutItsNameIsRefused() {
        var refused = served.post("/s//v1" + PATH, body(1));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error/message")).contains("name cannot be used");
    }

    @Test
    void aBaseUrlThatLacksItsEndIsToldHowItEnds() {
        for (var path : List.of(PATH, "/s/arm" + PATH, "/messages")) {
            var refused = served.post(path, body(1));
            assertThat(refused.status()).as(path).isEqualTo(404);
            assertThat(refused.text("/error/todo")).as(path).contains("ends with /v1 or /s/NAME/v1");
        }
    }

    /// A class on one machine, or behind the lab's token alone, is no single caller.
    @Test
    void whoeverHasABaseUrlOfItsOwnIsJudgedApart() {
        served.send("PUT", "/api/v1/faults", "{\"sessions\":{\"rash\":[\"auth_error always\"]}}");
        for (var name : List.of("rash", "calm")) {
            statuses(name, 1);
            statuses(name, 1);
        }
        var passed = new HashMap<String, Boolean>();
        served.get("/api/v1/verdicts").body().path("callers")
                .forEach(c -> passed.put(c.path("caller").asText(), c.path("passed").asBoolean()));
        assertThat(passed).containsEntry("rash (127.0.0.1)", false).containsEntry("calm (127.0.0.1)", true);
    }

    @Test
    void verdictsStandBesideTheCalls() {
        served.send("PUT", "/api/v1/faults", "{\"sessions\":{\"judged\":[\"auth_error always\"]}}");
        served.post("/s/judged/v1" + PATH, body(1));
        served.post("/s/judged/v1" + PATH, body(1));
        var verdicts = served.get("/api/v1/verdicts").body();
        assertThat(verdicts.path("passed").asBoolean()).isFalse();
        assertThat(verdicts.toString()).contains("retried_in_vain");
    }
}
