package dev.kintsugi.recovery.detect;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.recovery.Detection;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What all detectors together cost on ordinary replies: about 800 characters, ten turns of history, the insurance pack
/// as knowledge and one tool's answer. The knowledge and the history have been read before, as they are in a session;
/// each reply is new.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DetectorsBenchmark {
    private static final String ORDINARY = """
            Thank you, Bixby, I have your file in front of me. Your claim INS-2024-9876 for the car accident is in \
            review, at the stage of damage assessment. You filed it 8 days ago, and a decision is due within 15 days of \
            filing, so in 7 days at the latest. Next comes the assessor's report, expected within 2 working days.

            **What you can do in the meantime**
            - Send photos of the damage to claims@insurebot.example, with your claim number in the subject.
            - Book a rental car: with rental cover we pay up to $40 a day for up to 30 days, so 8 days come to $320.
            - Keep all receipts.

            A car is ready within 4 hours of booking, every day from 8 am to 6 pm, at our partner Swiftwheel Rentals in \
            Springfield, Riverton or Lakeside. Shall I book a rental car for you, or would you rather speak with a \
            colleague first? (%s)""";
    private static final Knowledge KNOWLEDGE = Knowledge.of(Packs.named("insurance").knowledge(), "InsureBot");
    private static final ToolUse USED = new ToolUse(
            new ToolCall("1", "lookup_claim", "{\"claim_number\":\"INS-2024-9876\"}"),
            Effect.READ,
            new ToolResult("{\"number\":\"INS-2024-9876\",\"kind\":\"car accident\",\"status\":\"in review\","
                    + "\"stage\":\"damage assessment\",\"days_since_filed\":\"8\",\"days_left\":\"7\","
                    + "\"adjuster\":\"Morgan Pell\",\"decision_within\":\"15 days\"}", true, 0, true));

    private static final int SAMPLES = 20_000;
    private static final int ROUNDS = 8;
    private static volatile Object kept = "";

    private final List<Message> history = history();
    private int number;

    private static List<Message> history() {
        var history = new ArrayList<Message>();
        for (int i = 0; i < 10; i++) {
            history.add(
                    Message.user("Question " + i + ": where is my claim INS-2024-9876, and what about a rental car?"));
            history.add(Message.assistant(ORDINARY.formatted(letters(i)).substring(i * 20)));
        }
        history.add(Message.user("And what can I do in the meantime?"));
        return history;
    }

    /// Makes each reply another one and adds nothing that would have to be checked.
    private static String letters(int number) {
        return Integer.toString(number, 26).chars().mapToObj(c -> String.valueOf((char) (c > '9' ? c : c - '0' + 'q')))
                .collect(Collectors.joining());
    }

    @Benchmark
    public List<Detection> newReply() { return check(ORDINARY.formatted(letters(number++))); }

    private List<Detection> check(String reply) {
        return Detectors.check(new Observation(reply, FinishReason.STOP, history, KNOWLEDGE, List.of(USED), List.of(),
                LocalDate.of(2026, 1, 5)), 1);
    }

    /// The same by the thread's own processor time, which other work on the machine lengthens less than the time on the
    /// wall; and beside it a loop that reckons for about as long, which shows what the machine itself adds.
    public static void main(String[] args) {
        var benchmark = new DetectorsBenchmark();
        for (int round = 1; round <= ROUNDS; round++) {
            tell(round + " detectors", benchmark::newReply);
            tell(round + " a loop   ", DetectorsBenchmark::loop);
        }
    }

    private static void tell(String what, Supplier<?> work) {
        var threads = ManagementFactory.getThreadMXBean();
        var nanos = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            long start = threads.getCurrentThreadCpuTime();
            kept = work.get();
            nanos[i] = threads.getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "%s  50 of 100: %.1f us, 90: %.1f us, 99: %.1f us%n", what,
                nanos[SAMPLES / 2] / 1e3, nanos[SAMPLES * 9 / 10] / 1e3, nanos[SAMPLES * 99 / 100] / 1e3);
    }

    private static Long loop() {
        long x = System.identityHashCode(kept);
        for (int i = 0; i < 30_000; i++) {
            x = x * 31 + i ^ x >>> 7;
        }
        return x;
    }
}
