package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.forward.UpstreamChat;
import dev.kintsugi.agent.openai.ScriptedChat;
import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.gateway.http.HttpServer;
import dev.kintsugi.gateway.http.Routes;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.lab.bench.GatewayRace;
import dev.kintsugi.lab.bench.GatewayRace.Side;
import dev.kintsugi.lab.relay.Relay;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The gateway against the mock server from npm, by processor time per request: `RaceAgainstAimock SECONDS FOLDER`, with
/// `npm install --prefix FOLDER @copilotkit/aimock` done before. With other arguments it is the server under test.
public final class RaceAgainstAimock {
    private RaceAgainstAimock() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("serve")) {
            serve(args);
        } else {
            race(Duration.ofSeconds(Long.parseLong(args[0])), Path.of(args[1]).toAbsolutePath());
        }
    }

    private static void serve(String[] args) throws Exception {
        var record = args[2].equals("record");
        var source = args[4].equals("-")
                ? new ScriptedChat(Agents.scripted(Packs.named("insurance"), 42, 8192))
                : new UpstreamChat(ProviderSettings.at(args[4], Secret.NONE, "gpt-4o"));
        var lab = new Lab(LabSettings.defaults(),
                record ? H2Journal.open(Path.of(args[3])) : H2Journal.inMemory(),
                new EmbeddedState(new ConversationClock()), new TestAgents());
        var relay = new Relay(lab, source, RelaySettings.DEFAULTS.withRecord(record));
        HttpServer.start("127.0.0.1", Integer.parseInt(args[1]),
                new OpenAiGateway(relay, 0).addTo(new Routes(OpenAiGateway.REFUSALS)));
        Thread.currentThread().join();
    }

    private static void race(Duration time, Path folder) throws Exception {
        Files.createDirectories(folder);
        var race = new GatewayRace(time, folder.resolve("race.log"), System.err::println);
        var fixtures = folder.resolve("fixtures.json");
        var text = answer();
        Files.writeString(fixtures, new ObjectMapper().writeValueAsString(Map.of("fixtures", List.of(
                Map.of("match", Map.of("userMessage", "claim"), "response", Map.of("content", text))))));
        var stream = Gate.body(",\"stream\":true");
        var words = Words.of(text).size();
        var chunk = Integer.toString(Math.ceilDiv(text.length(), words));
        tell(race.run("plain", ours("ours", List.of("forget", "-", "-"), Gate.body("")),
                aimock(folder, fixtures, chunk, Gate.body(""))));
        tell(race.run("recorded",
                ours("ours", List.of("record", folder.resolve("data").toString(), "-"), Gate.body("")),
                aimock(folder, fixtures, chunk, Gate.body(""))));
        tell(race.run("streamed, " + words + " words", ours("ours", List.of("forget", "-", "-"), stream),
                aimock(folder, fixtures, chunk, stream)));
    }

    private static String answer() {
        try (var gate = new Gate(RelaySettings.DEFAULTS.withRecord(false))) {
            return Gate.json(gate.post(Gate.body(""))).at("/choices/0/message/content").asText();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Side ours(String name, List<String> arguments, String body) throws Exception {
        var port = freePort();
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m",
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), RaceAgainstAimock.class.getName(),
                "serve", Integer.toString(port)));
        command.addAll(arguments);
        return new Side(name, command, port, body);
    }

    private static Side aimock(Path folder, Path fixtures, String chunk, String body) throws Exception {
        var port = freePort();
        return new Side("aimock", List.of("node", folder.resolve("node_modules/.bin/llmock").toString(), "-p",
                Integer.toString(port), "-f", fixtures.toString(), "-c", chunk, "--log-level", "silent"), port, body);
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void tell(GatewayRace.Result result) {
        System.out.printf(
                "%s: %.0f µs, %s: %.0f µs: %.2f times; memory %d and %d MiB; first answer after %d and %d ms%n",
                result.one().title(), result.one().median(), result.other().title(), result.other().median(),
                result.times(), result.oneMib(), result.otherMib(), result.oneStartMs(), result.otherStartMs());
    }
}
