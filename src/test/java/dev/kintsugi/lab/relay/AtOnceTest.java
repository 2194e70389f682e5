package dev.kintsugi.lab.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.agent.openai.ScriptedChat;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.fault.wire.Planned;
import dev.kintsugi.lab.FaultPlans;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls that are answered on the caller's own thread, and what keeps one from it.
class AtOnceTest {
    private static final SessionId SESSION = new SessionId("s");

    @TempDir
    Path folder;
    private Lab lab;
    private Relay relay;

    @BeforeEach
    void open() { open(H2Journal.open(folder)); }

    private void open(H2Journal journal) {
        lab = new Lab(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT), journal,
                new EmbeddedState(new ConversationClock()), new TestAgents());
        relay = new Relay(lab, new ScriptedChat(Agents.scripted(TestPacks.named("insurance"), 42, 8192)),
                RelaySettings.DEFAULTS);
    }

    @AfterEach
    void close() {
        relay.close();
        lab.close();
    }

    private static Call call(String text, String fault) {
        try {
            var body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
            var ask = new ChatAsk((ObjectNode) new ObjectMapper().readTree(body),
                    body.getBytes(StandardCharsets.UTF_8), Map.of());
            return new Call("req_" + text, Optional.of(SESSION.value()), "caller", ask,
                    Optional.of(fault).filter(f -> !f.isEmpty()), Optional.empty(), new CompletableFuture<>());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean atOnce(String text) { return relay.atOnce(call(text, ""), AtOnceTest::conclude); }

    private void slowly(String text) { conclude(relay.arrive(call(text, ""))); }

    private static void conclude(RelayTurn turn) {
        turn.answer(Early.NOBODY);
        turn.conclude(new Shown(Ending.REPLY, 200, 0, false, "answered", false));
        turn.abandon();
    }

    @Test
    void itIsRecordedLikeAnyOther() {
        slowly("first");
        assertThat(atOnce("second")).isTrue();
        slowly("third");
        assertThat(lab.open(SESSION).turns()).extracting(t -> t.message().value()).containsExactly("first", "second",
                "third");
        assertThat(lab.open(SESSION).turns()).allMatch(t -> t.state() == TurnStory.State.CONCLUDED);
        var kinds = lab.open(SESSION).turns().stream()
                .map(t -> t.entries().stream().map(e -> e.event().getClass().getSimpleName()).toList()).toList();
        assertThat(kinds.get(1)).isEqualTo(kinds.get(2)).contains("CallArrived", "CallAnswered", "TurnConcluded");
        assertThat(lab.replay(SESSION).difference()).isEmpty();
    }

    @Test
    void itIsOnDiskWhenItIsAnswered() throws IOException {
        slowly("first");
        assertThat(atOnce("second")).isTrue();
        var left = Files.createDirectories(folder.resolve("left"));
        for (var file : List.of("kintsugi.wal", "kintsugi.mv.db")) {
            Files.copy(folder.resolve(file), left.resolve(file));
        }
        try (var journal = H2Journal.open(left)) {
            assertThat(journal.interactions(SESSION)).isEqualTo(2);
        }
    }

    @Test
    void aSessionThatIsNotOpenHasToBeOpenedFirst() {
        assertThat(atOnce("first")).isFalse();
        slowly("first");
        assertThat(atOnce("second")).isTrue();
        lab.close(SESSION);
        assertThat(atOnce("third")).isFalse();
    }

    @Test
    void whereOthersUseTheSessionItIsLeftToAThread() throws InterruptedException {
        slowly("first");
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var other = lab.open(SESSION).write(_ -> {
            begun.countDown();
            await(go);
            return null;
        });
        begun.await();
        assertThat(atOnce("second")).isFalse();
        go.countDown();
        other.join();
        assertThat(atOnce("second")).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoComesMeanwhileWaitsUntilItIsOver() {
        slowly("first");
        var order = new StringBuffer();
        var later = new AtomicReference<CompletableFuture<Void>>();
        assertThat(relay.atOnce(call("second", ""), turn -> {
            later.set(CompletableFuture.runAsync(() -> lab.open(SESSION).write(_ -> {
                order.append(" other");
                return null;
            }).join()));
            Awaitility.await().until(() -> lab.open(SESSION).busy());
            order.append("mine");
            conclude(turn);
        })).isTrue();
        later.get().join();
        assertThat(order).hasToString("mine other");
        assertThat(lab.replay(SESSION).difference()).isEmpty();
    }

    @Test
    void whatIsDoneToACallMayTakeTime() {
        slowly("first");
        assertThat(relay.atOnce(call("second", "service_unavailable"), AtOnceTest::conclude)).isFalse();
        lab.change(lab.settings()
                .withPlans(FaultPlans.NONE.withAll(List.of(Planned.parse("service_unavailable every 5")))));
        assertThat(atOnce("second")).isFalse();
        lab.change(lab.settings().withPlans(FaultPlans.NONE.withAll(List.of())));
        assertThat(atOnce("second")).isTrue();
        lab.change(lab.settings().withFaults(lab.settings().faults().withChaos(true)));
        assertThat(atOnce("third")).isFalse();
        lab.change(lab.settings().withFaults(lab.settings().faults().withChaos(false)));
        relay.change(RelaySettings.DEFAULTS.withPolicy("standard"));
        assertThat(atOnce("third")).isFalse();
        relay.change(RelaySettings.DEFAULTS);
        assertThat(atOnce("third")).isTrue();
    }

    @Test
    void theNextAttemptOfATurnThatFailedIsNotTaken() {
        slowly("first");
        var failed = relay.arrive(call("second", "service_unavailable"));
        failed.answer(Early.NOBODY);
        failed.conclude(new Shown(Ending.ERROR, 503, 0, true, "overloaded", false));
        assertThat(atOnce("second")).isFalse();
        slowly("second");
        assertThat(lab.open(SESSION).turns()).hasSize(2);
        assertThat(lab.open(SESSION).turns().getLast().attempts()).hasSize(2);
    }

    @Test
    void aStoreThatHasToBeWaitedForIsNeverWaitedForHere() {
        close();
        open(H2Journal.inMemory());
        slowly("first");
        assertThat(atOnce("second")).isFalse();
    }

    @Test
    void whatCannotBeWrittenIsToldAndTheSessionGoesOn() throws IOException {
        slowly("first");
        var file = folder.resolve("kintsugi.wal");
        var aside = folder.resolve("aside");
        Files.move(file, aside);
        Awaitility.await().untilAsserted(() -> assertThatThrownBy(() -> {
            if (!atOnce("second")) {
                slowly("second");
            }
        }).isInstanceOf(Problem.class));
        Files.move(aside, file);
        Awaitility.await().until(() -> lab.storeHealth().healthy());
        slowly("third");
        assertThat(atOnce("fourth")).isTrue();
        assertThat(lab.replay(SESSION).difference()).isEmpty();
    }
}
