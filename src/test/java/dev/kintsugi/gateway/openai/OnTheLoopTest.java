package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.lab.relay.RelaySettings;
import dev.kintsugi.store.H2Journal;
import dev.kintsugi.store.Hindered;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls over a store on disk: those that need no waiting are answered on the connections' loop, and no caller can tell.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OnTheLoopTest {
    private static final String[] NAMED = {"x-lab-session", "s"};
    private static final SessionId SESSION = new SessionId("s");
    private static final String STREAM = ",\"stream\":true";

    @TempDir
    Path folder;
    private Gate gate;

    private final AtomicBoolean full = new AtomicBoolean();
    private final List<Thread> refused = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() { gate = Gate.over(onADiskThatMayBeFull(H2Journal.open(folder))); }

    private Journal onADiskThatMayBeFull(Journal inner) {
        return Hindered.journal(inner, asked -> {
            if (full.get() && asked.equals("append")) {
                refused.add(Thread.currentThread());
                throw new Problem("Nothing more can be kept", "the disk is full", "Make room");
            }
        });
    }

    @AfterEach
    void close() { gate.close(); }

    private HttpResponse<String> call(String more) {
        try {
            return gate.post(Gate.body(more), NAMED);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", STREAM})
    void itsAnswerLooksLikeThatOfAThread(String more) {
        var opening = call(more);
        var onLoop = call(more);
        assertThat(onLoop.statusCode()).isEqualTo(200);
        assertThat(onLoop.headers().map().keySet()).isEqualTo(opening.headers().map().keySet());
        assertThat(bare(onLoop)).isEqualTo(bare(opening));
        assertThat(gate.lab.open(SESSION).turns()).hasSize(2);
    }

    private static String bare(HttpResponse<String> response) {
        return response.body().replaceAll("chatcmpl-[0-9a-z]+", "ID").replaceAll("\"created\":\\d+", "CREATED");
    }

    /// Whether it was to be written before its answer, since settings are new, or with it.
    @ParameterizedTest
    @CsvSource({"true, ''", "false, ''", "true, '" + STREAM + "'", "false, '" + STREAM + "'"})
    void whatCannotBeWrittenIsRefusedWhereItArrivesAndTheSessionGoesOn(boolean settled, String more)
            throws Exception {
        call("");
        if (!settled) {
            var now = gate.lab.settings();
            gate.lab.change(now.withFaults(now.faults().withMultiplier(7)));
        }
        full.set(true);
        var answer = call(",\"seed\":1" + more);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Gate.json(answer).at("/error/type").asText()).isEqualTo("server_error");
        assertThat(Gate.json(answer).at("/error/code").asText()).isEqualTo("lab_store");
        assertThat(Gate.json(answer).at("/error/message").asText()).contains("the disk is full", "Make room");
        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        assertThat(refused).as("on the connection's loop").isNotEmpty().noneMatch(Thread::isVirtual);
        assertThat(gate.get("/models").statusCode()).as("which still serves").isEqualTo(200);

        full.set(false);
        assertThat(call(",\"seed\":2").statusCode()).isEqualTo(200);
        assertThat(call(",\"seed\":3").statusCode()).isEqualTo(200);
        assertThat(gate.lab.open(SESSION).turns()).as("what was refused is no turn").hasSize(3);
        assertThat(gate.lab.replay(SESSION).difference()).isEmpty();
    }

    @Test
    void whoWaitsForASessionHoldsUpNobodyElse() throws Exception {
        call("");
        var go = new CountDownLatch(1);
        gate.lab.open(SESSION).write(_ -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return null;
        });
        var waiting = CompletableFuture.supplyAsync(() -> call(",\"seed\":1"));
        for (var i = 0; i < 20; i++) {
            assertThat(gate.get("/models").statusCode()).isEqualTo(200);
            assertThat(gate.post(Gate.body(""), "x-lab-session", "other").statusCode()).isEqualTo(200);
        }
        assertThat(waiting).isNotDone();
        go.countDown();
        assertThat(waiting.join().statusCode()).isEqualTo(200);
    }

    @Test
    void faultsThatAreTurnedOnActAtOnceAndARetryJoinsItsTurn() {
        call("");
        gate.plan("service_unavailable(cure=attempts 1) first 2");
        assertThat(call(",\"seed\":1").statusCode()).isEqualTo(503);
        gate.plan();
        assertThat(call(",\"seed\":1").statusCode()).isEqualTo(200);
        assertThat(call(",\"seed\":2").statusCode()).isEqualTo(200);
        var turns = gate.lab.open(SESSION).turns();
        assertThat(turns).hasSize(3);
        assertThat(turns.get(1).attempts()).hasSize(2);
    }

    @Test
    void manyAtOnceAreAllRecordedOnceAndInAChain() {
        var calls = IntStream.range(0, 300)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> call((i % 2 == 0 ? "" : STREAM) + ",\"seed\":" + i).statusCode()))
                .toList();
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo(200));
        Awaitility.await().until(() -> !gate.lab.open(SESSION).busy());
        assertThat(gate.lab.open(SESSION).row().turns()).isEqualTo(300);
        assertThat(gate.lab.replay(SESSION).difference()).isEmpty();
    }

    @Test
    void aStreamAtAPaceThatNobodyWritesDownTakesItsTime() {
        gate.lab.change(gate.lab.settings().withTimeScale(1));
        gate.relay.change(RelaySettings.DEFAULTS.withRecord(false));
        var atOnce = call(STREAM);
        gate.relay.change(gate.relay.settings().withPace(Duration.ofMillis(20), Duration.ofMillis(5)));
        var began = System.nanoTime();
        var calls = IntStream.range(0, 50).mapToObj(_ -> CompletableFuture.supplyAsync(() -> call(STREAM))).toList();
        var words = Gate.events(atOnce.body()).size();
        assertThat(calls).allSatisfy(call -> assertThat(bare(call.join())).isEqualTo(bare(atOnce)));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(5L * (words - 3)));
        assertThat(gate.lab.sessions()).isEmpty();
    }

    /// A larger body is not read on the loop.
    @Test
    void aStreamAtAPaceIsWholeOnAThreadToo() throws Exception {
        gate.lab.change(gate.lab.settings().withTimeScale(1));
        gate.relay.change(RelaySettings.DEFAULTS.withRecord(false));
        var atOnce = call(STREAM);
        gate.relay.change(gate.relay.settings().withPace(Duration.ofMillis(5), Duration.ofMillis(5)));
        assertThat(bare(gate.post(Gate.body(STREAM) + " ".repeat(20_000)))).isEqualTo(bare(atOnce));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void aStreamedResponseThatNobodyWritesDownIsKeptAtAnyPace(int pace) throws Exception {
        gate.lab.change(gate.lab.settings().withTimeScale(1));
        gate.relay.change(RelaySettings.DEFAULTS.withRecord(false).withPace(Duration.ofMillis(pace),
                Duration.ofMillis(pace)));
        var said = gate.respond(Gate.asks(STREAM)).body();
        var id = said.substring(said.indexOf("resp_"), said.indexOf('"', said.indexOf("resp_")));
        assertThat(gate.get("/responses/" + id).statusCode()).isEqualTo(200);
    }
}
