package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.SettingText;
import dev.kintsugi.lab.play.PlayOptions;
import dev.kintsugi.lab.play.Run;
import dev.kintsugi.lab.scenario.Scenarios;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.report.audit.Closing;
import dev.kintsugi.report.audit.LogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final List<String> MESSAGES = List.of("Where is my claim INS-2024-9876?",
            "And the deductible of 1,250 dollars?", "I need a rental car from March 3 in Springfield for 4 days",
            "Thank you");

    @TempDir
    Path folder;

    private Lab lab = lab(UnaryOperator.identity());

    private static Lab lab(UnaryOperator<LabSettings> settings) {
        return Lab.inMemory(settings.apply(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT)),
                new TestAgents());
    }

    @AfterEach
    void close() { lab.close(); }

    private Session begin(String policy) { return lab.begin(SessionSpec.of(lab.settings()).withPolicy(policy)); }

    private void same(SessionId id) {
        var replay = lab.replay(id);
        assertThat(replay.difference()).isEmpty();
        var lines = lines(id);
        assertThat(replay.events()).isEqualTo(lines.size());
        assertThat(replay.head()).isEqualTo(LogReader.parse(lines.getLast()).get("hash"));
    }

    private List<String> lines(SessionId id) {
        var lines = new ArrayList<String>();
        lab.lines(id, lines::add);
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "standard", "conversational", "supervised", "watch"})
    void everyModeForcedComesOutTheSame(String policy) {
        var session = lab.begin(SessionSpec.of(lab.settings()).withPolicy(policy).virtual(START, "modes"));
        everyMode(session);
        same(session.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "conversational"})
    void inConversationTooEveryModeComesOutTheSame(String policy) {
        var session = begin(policy);
        everyMode(session);
        same(session.id());
    }

    private static void everyMode(Session session) {
        for (var mode : FailureMode.values()) {
            session.say(MESSAGES.get(mode.ordinal() % MESSAGES.size()), mode).join();
        }
    }

    @ParameterizedTest
    @EnumSource(Law.class)
    void chanceComesOutTheSameUnderBothLaws(Law law) {
        lab.change(lab.settings().withFaults(FaultSettings.defaults().withChaos(true).withLaw(law)
                .withMultiplier(4_000_000).withCooldown(Duration.ZERO)));
        var session = begin("conversational");
        for (int i = 0; i < 8; i++) {
            session.say(MESSAGES.get(i % MESSAGES.size()), null).join();
        }
        assertThat(session.tally().injectedTurns()).isPositive();
        same(session.id());
        assertThat(lab.replay(session.id()).inputs()).isLessThan(lines(session.id()).size() / 2);
    }

    @Test
    void settingsPoliciesResetsRestartsAndStopsAreFedBack() {
        var session = begin("none");
        session.say(MESSAGES.getFirst(), FailureMode.HALLUCINATION).join();
        lab.change(lab.settings().withFaults(SettingText.with(lab.settings().faults(), "fault.api_timeout.cure",
                "persistent")).withPolicy("conversational"));
        session.say(MESSAGES.get(1), FailureMode.API_TIMEOUT).join();
        session.reset().join();
        lab.change(lab.settings().withFaults(FaultSettings.defaults()));
        session.say(MESSAGES.get(2), FailureMode.API_TIMEOUT).join();
        session.restartAgent().join();
        session.pause(Duration.ofMinutes(3)).join();
        lab.panicStop();
        session.say(MESSAGES.get(3), null).join();
        lab.resumeFaults();
        session.endCooldown().join();
        session.say(new Said("Hello", null, null, 0, "", new Said.Wish("", 30, "{\"tier\": \"gold\"}", "none"))).join();
        same(session.id());
    }

    @Test
    void aPolicyOfItsOwnIsReplayedWithoutItsFile() throws IOException {
        var file = Files.writeString(folder.resolve("mine.yaml"),
                "name: mine\npatterns:\n  - degrade\n  - retry: {attempts: 4, base: 10ms}\n");
        var session = begin(file.toString());
        session.say(MESSAGES.getFirst(), FailureMode.SERVICE_UNAVAILABLE).join();
        session.policy("standard").join();
        session.say(MESSAGES.getFirst(), FailureMode.RATE_LIMITING).join();
        session.policy(file.toString()).join();
        session.say(MESSAGES.getFirst(), FailureMode.API_TIMEOUT).join();
        Files.delete(file);
        same(session.id());
    }

    @Test
    void aSessionThatWasOpenedAgainComesOutTheSame() {
        var session = begin("conversational");
        session.say(MESSAGES.getFirst(), FailureMode.API_TIMEOUT).join();
        lab.close(session.id());
        var again = lab.open(session.id());
        again.say(MESSAGES.get(1), FailureMode.SERVICE_UNAVAILABLE).join();
        same(session.id());
    }

    @Test
    void whatPeopleDecidedIsFedBack() {
        var people = new ScriptedPeople(List.of(new Act(Act.Kind.ANSWER, Duration.ofMillis(40), "I will call you."),
                new Act(Act.Kind.CREDENTIAL, Duration.ofMillis(30), "new key"),
                new Act(Act.Kind.SILENT, Duration.ZERO, "")));
        for (var virtual : List.of(true, false)) {
            var spec = SessionSpec.of(lab.settings()).withPolicy("supervised").asking(people);
            var session = lab.begin(virtual ? spec.virtual(START, "people") : spec);
            session.say(MESSAGES.getFirst(), FailureMode.AUTH_ERROR).join();
            same(session.id());
        }
    }

    @Test
    void whoDecidesAtTheDeskIsFedBack() {
        var session = begin("supervised");
        try (var _ = lab.desk().attend()) {
            var turn = session.say(MESSAGES.getFirst(), FailureMode.AUTH_ERROR);
            await().until(() -> !lab.desk().cases().isEmpty());
            var name = lab.desk().cases().getFirst().name();
            lab.desk().take(name, "Ann");
            lab.desk().handBack(name, "tell the date", true, "Ann");
            turn.join();
        }
        assertThat(lines(session.id())).anyMatch(l -> l.contains("\"handed_back\""));
        same(session.id());
    }

    @Test
    void aTurnThatWasStoppedStopsAtTheSamePlace() {
        lab.change(lab.settings().withTimeScale(1));
        var session = begin("conversational");
        var waits = new CopyOnWriteArrayList<WaitReason>();
        try (var _ = lab.watch(news -> {
            if (news instanceof LabNews.Waiting w) {
                waits.add(w.reason());
            }
        })) {
            var turn = session.say(MESSAGES.getFirst(), FailureMode.API_TIMEOUT);
            await().until(() -> waits.contains(WaitReason.INJECTED_DELAY));
            session.stop();
            turn.join();
        }
        session.timeScale(ConversationClock.INSTANT);
        session.say(MESSAGES.get(1), null).join();
        assertThat(lines(session.id())).anyMatch(l -> l.contains("turn_interrupted"));
        same(session.id());
    }

    @Test
    void skippedAndScaledWaitsAreFedBack() {
        lab.change(lab.settings().withTimeScale(1000));
        var session = begin("conversational");
        session.say(MESSAGES.getFirst(), FailureMode.API_TIMEOUT).join();
        session.timeScale(1);
        var waits = new CopyOnWriteArrayList<WaitReason>();
        try (var _ = lab.watch(news -> {
            if (news instanceof LabNews.Waiting w) {
                waits.add(w.reason());
                session.skipWait();
            }
        })) {
            var turn = session.say("Hello", FailureMode.API_TIMEOUT);
            await().until(() -> {
                session.skipWait();
                return turn.isDone();
            });
        }
        assertThat(lines(session.id())).anyMatch(l -> l.contains("\"skipped\":true"));
        same(session.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"insurance", "retry-storm", "first-steps"})
    void scenariosInVirtualTimeComeOutTheSame(String name) {
        for (var policy : List.of("none", "standard")) {
            same(Run.of(lab, Scenarios.find(name, Path.of("").toAbsolutePath()), PlayOptions.atOnce(policy, 7),
                    (_, _) -> {}).session());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "hedge", "checkpoint", "handoff", "read_only"})
    void everyPatternAloneComesOutTheSame(String pattern) {
        var session = lab.begin(SessionSpec.of(lab.settings()).withPolicy("only " + pattern).virtual(START, "rows"));
        everyMode(session);
        same(session.id());
    }

    /// The log of a session with one event altered and everything after it chained anew, as a forger would do it.
    private Path forged(SessionId id, UnaryOperator<LabEvent> change) throws IOException {
        return chained(id, lines(id).stream().map(LogReader::entry).map(e -> new Entry(e.session(), e.turn(),
                e.sequence(), e.lab(), e.wall(), e.cause(), change.apply(e.event()))).toList());
    }

    private Path chained(SessionId id, List<Entry> entries) throws IOException {
        var texts = lines(id).stream().map(l -> (List<?>) LogReader.parse(l).get("texts")).toList();
        var chain = new Chain((sequence, index) -> {
            var old = sequence <= texts.size() ? texts.get((int) sequence - 1) : List.of();
            return index < old.size() ? String.valueOf(((Map<?, ?>) old.get(index)).get("salt")) : "0".repeat(32);
        }, Chain.GENESIS);
        var out = new ArrayList<>(entries.stream().map(chain::append).toList());
        out.add(new Closing(id.value(), entries.size(), chain.head()).line());
        return Files.write(folder.resolve("forged.jsonl"), out);
    }

    private Difference forgery(SessionId id, UnaryOperator<LabEvent> change) throws IOException {
        return Replay.of(lab, forged(id, change)).difference().orElseThrow();
    }

    @Test
    void aForgedEventIsNamedThoughTheChainIsSound() throws IOException {
        var session = begin("conversational");
        session.say(MESSAGES.getFirst(), FailureMode.HALLUCINATION).join();
        session.say(MESSAGES.get(1), FailureMode.API_TIMEOUT).join();
        assertThat(Replay.of(lab, forged(session.id(), e -> e)).identical()).isTrue();

        var delivered = forgery(session.id(), e -> e instanceof LabEvent.Delivered d
                ? new LabEvent.Delivered(d.status(), Text.of("All is well."), d.by(), d.model())
                : e);
        assertThat(delivered.type()).isEqualTo("delivered");
        assertThat(delivered.turn()).isEqualTo(1);
        assertThat(delivered.what()).singleElement().asString().startsWith("text: the log says 'All is well.'");

        var outcome = forgery(session.id(), e -> e instanceof LabEvent.TurnConcluded c
                ? new LabEvent.TurnConcluded(c.status(), c.naturalStatus(), c.delivered(), Outcome.HARMED,
                        c.attempts(), c.tokens(), c.processingMs())
                : e);
        assertThat(outcome.type()).isEqualTo("turn_concluded");
        assertThat(outcome.what()).singleElement().asString().contains("outcome: the log says 'harmed'");

        var message = forgery(session.id(), e -> e instanceof LabEvent.MessageReceived m
                ? new LabEvent.MessageReceived(Text.of("Where is my policy POL-123-DEMO-456?"), m.forced())
                : e);
        assertThat(message.type()).isNotEqualTo("message_received");
    }

    @Test
    void anEventTooFewOrTooManyIsNamed() throws IOException {
        var session = begin("conversational");
        session.say(MESSAGES.getFirst(), FailureMode.HALLUCINATION).join();
        var lost = forgery(session.id(), e -> e instanceof LabEvent.Detected ? new LabEvent.CooldownEnded() : e);
        assertThat(lost.type()).isEqualTo("cooldown_ended");
        assertThat(lost.what()).anyMatch(w -> w.contains("the replay 'detected'"));
    }

    @Test
    void anotherAgentGivesADifferenceThatIsNamed() {
        var session = begin("conversational");
        session.say(MESSAGES.getFirst(), null).join();
        var log = lines(session.id());
        try (var other = Lab.inMemory(LabSettings.defaults(),
                (settings, seed, clock) -> new TestAgents().agent(settings.withPack("support"), seed, clock))) {
            var file = Files.write(folder.resolve("log.jsonl"), closed(session.id(), log));
            var difference = Replay.of(other, file).difference().orElseThrow();
            assertThat(difference.sequence()).isEqualTo(1);
            assertThat(difference.what()).anyMatch(w -> w.startsWith("agent: "));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> closed(SessionId id, List<String> log) {
        var all = new ArrayList<>(log);
        all.add(new Closing(id.value(), log.size(), String.valueOf(LogReader.parse(log.getLast()).get("hash"))).line());
        return all;
    }

    @Test
    void aPolicyThatIsAnotherTodayGivesADifferenceThatIsNamed() throws IOException {
        var session = begin("none");
        session.say(MESSAGES.getFirst(), FailureMode.SERVICE_UNAVAILABLE).join();
        var difference = forgery(session.id(), e -> e instanceof LabEvent.SessionOpened o
                ? new LabEvent.SessionOpened(o.drawKey(), o.seed(), o.agent(), o.model(), "standard", o.order(),
                        o.virtual(), o.scenario(), o.equipment())
                : e);
        assertThat(difference.type()).isEqualTo("session_opened");
        assertThat(difference.what()).anyMatch(w -> w.startsWith("order: "));
    }

    @Test
    void aTurnInTheMiddleOfWhichTheLabWasKilledIsTakenUpWhereItEnded() throws IOException {
        var session = begin("conversational");
        session.say(MESSAGES.getFirst(), null).join();
        session.say(MESSAGES.get(1), FailureMode.API_TIMEOUT).join();
        var log = lines(session.id());
        var cut = (int) log.stream().map(LogReader::entry)
                .filter(e -> e.turn() == 2 && e.event() instanceof LabEvent.Decided).findFirst().orElseThrow()
                .sequence();
        var file = Files.write(folder.resolve("cut.jsonl"), closed(session.id(), log.subList(0, cut)));
        var open = Replay.of(lab, file);
        assertThat(open.identical()).isTrue();
        assertThat(open.events()).isEqualTo(cut);
        assertThat(open.notes()).anyMatch(n -> n.contains("within turn 2"));
    }

    @Test
    void aLabThatWasKilledWithinATurnIsReplayedUpToThereAndOn() throws IOException {
        var session = begin("conversational");
        session.say(MESSAGES.getFirst(), FailureMode.HALLUCINATION).join();
        var entries = new ArrayList<>(lines(session.id()).stream().map(LogReader::entry).toList());
        while (!(entries.getLast().event() instanceof LabEvent.Injected)) {
            entries.removeLast();
        }
        var last = entries.getLast();
        var opened = (LabEvent.SessionOpened) entries.getFirst().event();
        for (var event : List.of(new LabEvent.TurnInterrupted("found open at start"),
                new LabEvent.SessionReopened(opened.equipment()))) {
            entries.add(new Entry(last.session(), event instanceof LabEvent.SessionReopened ? 0 : 1,
                    entries.getLast().sequence() + 1, last.lab() + 9000, last.wall() + 9000, 0, event));
        }
        var replay = Replay.of(lab, chained(session.id(), entries));
        assertThat(replay.difference()).isEmpty();
        assertThat(replay.events()).isEqualTo(entries.size());
    }

    @Test
    void aSettingThatWasForgedShowsInTheDecision() throws IOException {
        lab.change(lab.settings().withFaults(FaultSettings.defaults().withChaos(true).withMultiplier(4_000_000)));
        var session = begin("none");
        session.say(MESSAGES.getFirst(), null).join();
        var difference = forgery(session.id(),
                e -> e instanceof LabEvent.SettingChanged c && c.name().equals("multiplier")
                        ? new LabEvent.SettingChanged("multiplier", Text.of("0.5"))
                        : e);
        assertThat(difference.type()).isEqualTo("decided");
        assertThat(difference.what()).isNotEmpty().allMatch(w -> w.startsWith("decision."));
    }

    @Test
    void aLogWithoutItsTextsIsRefusedWithTheReason() throws IOException {
        var session = begin("none");
        session.say(MESSAGES.getFirst(), null).join();
        var log = lines(session.id());
        log.replaceAll(l -> l.contains("message_received")
                ? l.replaceFirst("\"texts\":\\[.*\\]\\}$", "\"texts\":[null]}")
                : l);
        var file = Files.write(folder.resolve("redacted.jsonl"), closed(session.id(), log));
        assertThatThrownBy(() -> Replay.of(lab, file)).isInstanceOf(Problem.class)
                .hasMessageContaining("texts were taken out of 1 events");
    }

    @Test
    void workflowsAndPlansOfOtherProgramsAreTakenAsInputsAndToldSo() {
        var session = begin("none");
        session.say(MESSAGES.getFirst(), null).join();
        session.work("Do nothing", turn -> turn.finish(DeliveredStatus.REPLY, "done"))
                .join();
        session.say(MESSAGES.get(1), FailureMode.HALLUCINATION).join();
        same(session.id());
        assertThat(lab.replay(session.id()).notes()).singleElement().asString().contains("taken as inputs");
    }

    @Test
    void aReplayLeavesTheSessionAlone() {
        var session = begin("conversational");
        session.say(MESSAGES.getFirst(), FailureMode.API_TIMEOUT).join();
        var before = lines(session.id());
        same(session.id());
        same(session.id());
        assertThat(lines(session.id())).isEqualTo(before);
        assertThat(lab.sessions()).hasSize(1);
    }

    /// What another session did to a shared service is an input: this session's log says what it met.
    @Test
    void whatSessionsShareIsPlayedAgainAsEachOfThemMetIt() throws IOException {
        var policy = Files.writeString(folder.resolve("shared.yaml"), """
                patterns:
                  - degrade
                  - rate_limiter: {calls: 6, per: 1h, patience: 0s, shared: yes}
                  - breaker: {failures: 1, consecutive: yes, open: 1h, shared: yes}
                """).toString();
        var one = begin(policy);
        var two = begin(policy);
        one.say(MESSAGES.getFirst(), null).join();
        one.say(MESSAGES.getFirst(), FailureMode.SERVICE_UNAVAILABLE).join();
        for (int i = 0; i < 5; i++) {
            two.say(MESSAGES.get(i % MESSAGES.size()), null).join();
        }
        assertThat(lines(two.id())).anyMatch(l -> l.contains("its circuit is open"))
                .anyMatch(l -> l.contains("(shared)")).anyMatch(l -> l.contains("are used up"));
        same(one.id());
        same(two.id());
    }

    private String hedged(String delay) throws IOException { return Files.writeString(folder.resolve("hedged.yaml"), """
            patterns:
              - degrade
              - hedge: {delay: %s}
              - breaker: {failures: 1, consecutive: yes, open: 1h, shared: yes}
            """.formatted(delay)).toString(); }

    @Test
    void aSharedCircuitIsPlayedAgainInsideAHedgeToo() throws IOException {
        var policy = hedged("1h");
        var one = begin(policy);
        var two = begin(policy);
        two.say(MESSAGES.getFirst(), null).join();
        one.say(MESSAGES.getFirst(), FailureMode.SERVICE_UNAVAILABLE).join();
        two.say(MESSAGES.get(1), null).join();
        assertThat(lines(two.id())).anyMatch(l -> l.contains("its circuit is open"))
                .anyMatch(l -> l.contains("(shared)"));
        same(one.id());
        same(two.id());
    }

    @Test
    void aTurnWithARaceOnTheWallIsTakenAsInputAndTheOthersAreWorkedOutAnew() throws IOException {
        lab.close();
        lab = lab(s -> s.withTimeScale(10));
        var session = begin(hedged("1ms"));
        session.say(MESSAGES.getFirst(), null).join();
        session.policy(Policies.named("standard")).join();
        session.say(MESSAGES.get(1), FailureMode.HALLUCINATION).join();
        assertThat(lines(session.id())).anyMatch(l -> l.contains("asks a second time"));
        same(session.id());
        var replay = lab.replay(session.id());
        assertThat(replay.notes()).singleElement().asString().contains("in 1 turn", "raced each other", "as inputs");
        assertThat(replay.events() - replay.inputs()).as("the second turn is worked out").isGreaterThan(8);
    }

    @Test
    void aDifferenceAfterARaceIsToldToBeNoSignOfAForgery() throws IOException {
        lab.close();
        lab = lab(s -> s.withTimeScale(10));
        var session = begin(hedged("1ms"));
        session.say(MESSAGES.getFirst(), null).join();
        session.policy(Policies.named("none")).join();
        session.say(MESSAGES.get(1), null).join();
        var replay = Replay.of(lab, forged(session.id(), e -> e instanceof LabEvent.Delivered d
                ? new LabEvent.Delivered(d.status(), Text.of("Forged."), d.by(), d.model())
                : e));
        assertThat(replay.difference().orElseThrow().turn()).as("the first is an input").isEqualTo(2);
        assertThat(replay.notes()).anyMatch(note -> note.contains("no sign of a forgery"));
    }

    @ParameterizedTest
    @EnumSource(value = Act.Kind.class, names = {"APPROVE", "EDIT", "REJECT", "SILENT"})
    void whatPeopleDecidedBeforeAnActIsPlayedAgain(Act.Kind kind) throws IOException {
        var impatient = Files.writeString(folder.resolve("impatient.yaml"),
                "patterns:\n  - handoff: {patience: 300ms}\n  - verify\n").toString();
        for (var virtual : new boolean[]{true, false}) {
            var people = new ScriptedPeople(List.of(new Act(kind, Duration.ofMillis(30),
                    kind == Act.Kind.EDIT ? "{\"claim_number\": \"INS-2024-4410\", \"amount\": \"$500\"}" : "")));
            var spec = SessionSpec.of(lab.settings()).withPolicy(impatient).asking(people);
            var session = lab.begin(virtual ? spec.virtual(START, "approval") : spec);
            session.say("Where is my money? INS-2024-4410", null).join();
            session.say("Yes, please.", null).join();
            assertThat(lines(session.id()).stream().filter(l -> l.contains("\"approval_given\"")).count())
                    .isPositive();
            same(session.id());
        }
    }
}
