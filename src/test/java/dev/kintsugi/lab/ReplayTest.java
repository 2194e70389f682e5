package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.SessionId;
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
import dev.kintsugi.report.audit.LogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest extends ReplayCase {
    private void same(SessionId id) {
        var replay = lab.replay(id);
        assertThat(replay.difference()).isEmpty();
        var lines = lines(id);
        assertThat(replay.events()).isEqualTo(lines.size());
        assertThat(replay.head()).isEqualTo(LogReader.parse(lines.getLast()).get("hash"));
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
