package dev.kintsugi.workbench;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.Door;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.StateStore;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.errands.ErrandsPlan;
import dev.kintsugi.lab.relay.Verdicts;
import dev.kintsugi.lab.scenario.Scenarios;
import dev.kintsugi.lab.scenario.Shelved;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import dev.kintsugi.workbench.settings.Fixed;
import dev.kintsugi.workbench.settings.Origin;
import dev.kintsugi.workbench.shell.WorkbenchOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A lab for the window's tests: the scripted agent, a store in memory, no waiting.
public final class TestLab {
    private TestLab() {}

    public static Lab open() { return over(H2Journal.inMemory()); }

    /// The same over another journal.
    public static Lab over(Journal journal) { return over(journal, new EmbeddedState(new ConversationClock())); }

    /// The same over other stores.
    public static Lab over(Journal journal, StateStore states) {
        var settings = LabSettings.defaults().withPolicy("standard").withTimeScale(ConversationClock.INSTANT);
        var pack = TestPacks.named("insurance");
        return new Lab(settings, journal, states,
                (agent, seed, _) -> Agents.scripted(pack, seed, agent.contextWindow()));
    }

    /// A session in which a few things went wrong, and most were mended.
    public static Session conversation(Lab lab) {
        var session = lab.begin(SessionSpec.of(lab.settings()));
        session.say("What is the status of my claim INS-2024-9876?", null).join();
        session.say("Does my policy cover a rental car?", FailureMode.HALLUCINATION).join();
        session.say("How much is my deductible?", FailureMode.API_TIMEOUT).join();
        session.say("Who handles my claim?", FailureMode.RATE_LIMITING).join();
        session.say("When will the repair be finished?", FailureMode.REFUSING_PROGRESS).join();
        session.say("What is the status of my claim INS-2024-9876?", FailureMode.HALLUCINATION).join();
        return session;
    }

    /// A longer session under chance, as somebody sees it who has left the lab alone for a while: some turns untouched,
    /// most failures mended, not all of them. The last one is a hallucination that was mended.
    public static Session longConversation(Lab lab) {
        var faults = lab.settings().faults().withCooldown(Duration.ZERO).withMultiplier(Probability.ONE_PPM / 2);
        lab.change(lab.settings().withFaults(faults.withChaos(true)));
        var session = lab.begin(SessionSpec.of(lab.settings()));
        for (var question : List.of("What is the status of my claim INS-2024-9876?", "Who handles my claim?",
                "How much is my deductible?", "When will the repair be finished?", "What does my policy cover?",
                "How do I send photos?", "Does my policy cover a rental car?", "Where is the nearest branch?",
                "When is a decision due?", "Where is my money? INS-2024-4410", "How much is my deductible?")) {
            session.say(question, null).join();
        }
        session.say("Does my policy cover a rental car?", FailureMode.HALLUCINATION).join();
        return session;
    }

    /// One payment that waits for a yes and one conversation that waits for a person, as long as somebody is at the desk.
    public static void waiting(Lab lab) {
        var spec = SessionSpec.of(lab.settings()).withPolicy("supervised");
        var paying = lab.begin(spec);
        paying.say("Where is my money? INS-2024-4410", null).join();
        paying.say("Yes, please.", null);
        lab.begin(spec).say("What is the status of my claim INS-2024-9876?", FailureMode.AUTH_ERROR);
    }

    /// A program that called through the gateway, and behaved badly when its calls failed.
    public static void called(Lab lab) throws IOException, InterruptedException {
        try (var judge = new Verdicts(lab);
                var door = new RealDoor(lab, "127.0.0.1", 0, judge);
                var http = HttpClient.newHttpClient()) {
            var url = URI.create(door.open().address() + "/s/arm-a/v1/chat/completions");
            for (var fault : List.of("", "rate_limiting", "", "auth_error", "", "", "hallucination")) {
                var question = fault.equals("hallucination") ? "How much is my deductible?" : "Who handles my claim?";
                var request = HttpRequest.newBuilder(url).header("content-type", "application/json")
                        .header("authorization", "Bearer any").POST(HttpRequest.BodyPublishers.ofString("""
                                {"model":"gpt-4o","messages":[{"role":"user","content":"%s"}]}""".formatted(question)));
                if (!fault.isEmpty()) {
                    request.header("X-Lab-Fault", fault);
                }
                http.send(request.build(), HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    public static WorkbenchOptions options(Path home) {
        return new WorkbenchOptions(home, Path.of(""), Packs.names(), TestLab::scenarios, () -> 3_400_000L,
                Map.of(Fixed.MODEL, "AI_MODEL"), _ -> "Answered in 120 ms",
                Map.of(), List.of(new Origin("Seed", "--seed", s -> Long.toString(s.seed())),
                        new Origin("Recovery", "default", LabSettings::policy)),
                (host, port, _) -> door(host, port), () -> ErrandsPlan.DEFAULT);
    }

    /// A door that opens at once and lets nobody in: the gateway is another room.
    private static Door door(String host, int port) {
        return new Door() {
            private Optional<Opened> opened = Optional.empty();

            @Override
            public Opened open() {
                var at = new Opened("http://127.0.0.1:" + port, port, host.equals("127.0.0.1") ? "" : "secret");
                opened = Optional.of(at);
                return at;
            }

            @Override
            public Optional<Opened> opened() { return opened; }

            @Override
            public void close() { opened = Optional.empty(); }
        };
    }

    private static List<Shelved> scenarios() { return Scenarios.shelf(Path.of("")); }
}
