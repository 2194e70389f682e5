package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.recovery.Judgement;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.audit.LogReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A provider on a real socket that answers and judges; the two are told apart by the model that is asked.
class JudgedConversationTest extends ProvidedLabCase {
    private static final String CHUNK = "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
            + "\"model\":\"%s\",\"choices\":[{\"index\":0,\"delta\":%s,\"logprobs\":null,\"finish_reason\":%s}]}\n\n";
    private static final String GLAD = "I am glad to help you with that today.";

    @TempDir
    Path folder;

    private final Queue<String> verdicts = new ConcurrentLinkedQueue<>();
    private final List<String> judged = new CopyOnWriteArrayList<>();
    private String policy;

    @BeforeEach
    void judge() throws IOException {
        policy = Files.writeString(folder.resolve("judged.yaml"),
                "patterns:\n  - degrade\n  - verify: {judge: judge-1, reasks: 1}\n").toString();
    }

    @Override
    void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var judge = body.contains("\"model\":\"judge-1\"");
            if (judge) {
                judged.add(body);
            }
            var text = judge ? verdicts.remove() : GLAD;
            var bytes = (String.format(CHUNK, judge ? "judge-1" : "m-1", "{\"content\":" + Json.of(text) + "}", "null")
                    + String.format(CHUNK, "m-1", "{}", "\"stop\"") + "data: [DONE]\n\n")
                    .getBytes(StandardCharsets.UTF_8);
            if (text.isEmpty()) {
                bytes = "{\"error\":{\"message\":\"the judge is busy\",\"type\":\"server_error\",\"code\":null}}"
                        .getBytes(StandardCharsets.UTF_8);
            }
            exchange.getResponseHeaders().add("Content-Type",
                    text.isEmpty() ? "application/json" : "text/event-stream");
            exchange.sendResponseHeaders(text.isEmpty() ? 503 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private List<LabEvent> events(Session session) {
        var all = new ArrayList<LabEvent>();
        lab.lines(session.id(), line -> all.add(LogReader.entry(line).event()));
        return all;
    }

    private List<Judgement> judgements(Session session) {
        return events(session).stream().filter(LabEvent.Judged.class::isInstance)
                .map(e -> ((LabEvent.Judged) e).judgement()).toList();
    }

    private Session begin() { return lab.begin(SessionSpec.of(lab.settings()).withPolicy(policy)); }

    @Test
    void whatTheJudgeObjectsToIsAskedAgainAndTheVerdictsReplayWithoutAProvider() {
        verdicts.add(
                "```json\n{\"supported\": false, \"quote\": \"glad to help\", \"reason\": \"Nobody is glad.\"}\n```");
        verdicts.add("{\"supported\": true, \"quote\": \"\", \"reason\": \"A courtesy.\"}");
        verdicts.add("{\"supported\": true}");
        var session = begin();
        session.say("Can you help me?", null).join();
        session.say("Where is my claim INS-2024-9876?", FailureMode.API_TIMEOUT).join();

        assertThat(session.turns().getFirst().deliveredStatus()).isEqualTo(DeliveredStatus.REPLY);
        assertThat(judgements(session)).extracting(Judgement::ruling).startsWith(Judgement.Ruling.UNSUPPORTED,
                Judgement.Ruling.SUPPORTED);
        assertThat(events(session)).anyMatch(e -> e instanceof LabEvent.Detected d
                && d.detection().detector().equals("judge") && d.detection().reason().value().contains("Nobody is glad")
                && GLAD.substring(d.detection().start(), d.detection().end()).equals("glad to help"));
        server.stop(0);
        var replay = lab.replay(session.id());
        assertThat(replay.difference()).isEmpty();
        assertThat(replay.events()).isEqualTo(events(session).size());
    }

    @Test
    void aJudgeThatFailsOrRamblesGivesNoVerdictAndSaysSo() {
        verdicts.add("");
        verdicts.add("It depends on how you look at it.");
        verdicts.add("{\"supported\": \"yes\"");
        var session = begin();
        for (int i = 0; i < 3; i++) {
            session.say("Can you help me?", null).join();
        }
        assertThat(session.turns()).allMatch(t -> t.deliveredStatus() == DeliveredStatus.REPLY);
        assertThat(judgements(session)).extracting(Judgement::ruling).containsOnly(Judgement.Ruling.NONE).hasSize(3);
        assertThat(events(session)).anyMatch(e -> e instanceof LabEvent.Recovering r
                && r.step().note().value().equals("judge-1 gave no verdict: the judge is busy"));
        assertThat(lab.replay(session.id()).difference()).isEmpty();
    }

    @Test
    void theJudgeReadsConversationEvidenceAndReplyAndNothingOfTheInjection() {
        verdicts.add("{\"supported\": true}");
        verdicts.add("{\"supported\": true}");
        var session = begin();
        session.say("Can you help me with my deductible?", FailureMode.OFF_TOPIC).join();
        assertThat(judged).allMatch(b -> b.contains("Can you help me with my deductible?") && b.contains("evidence")
                && !b.contains("off_topic") && !b.contains("inject"));
    }

    @Test
    void aScriptedAgentHasNobodyWhoCouldJudge() {
        try (var scripted = Lab.inMemory(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT),
                new TestAgents())) {
            var session = scripted.begin(SessionSpec.of(scripted.settings()).withPolicy(policy));
            session.say("Where is my claim INS-2024-9876?", null).join();
            assertThat(session.turns().getFirst().deliveredStatus()).isEqualTo(DeliveredStatus.REPLY);
            assertThat(session.turns().getFirst().steps()).anyMatch(s -> s.toString().contains(
                    "judge-1 gave no verdict: no provider is connected that could be asked"));
            assertThat(scripted.replay(session.id()).difference()).isEmpty();
        }
    }
}
