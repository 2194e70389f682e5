package dev.kintsugi.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/// However many programs call, and however often.
class CallerWatchTest {
    private static final SessionId SESSION = new SessionId("s");

    private final CallerWatch small = new CallerWatch(3, 10);
    private final CallerWatch large = new CallerWatch();
    private long sequence;

    private void call(String caller, int turn, int attempt, Ending ending) {
        var request = "req_" + caller + "-" + turn + "-" + attempt;
        add(turn, new LabEvent.CallArrived(request, caller, attempt, "m", false, 1, Text.EMPTY, null));
        var failed = ending.failed();
        add(turn, new LabEvent.CallAnswered(request, attempt, ending, failed ? 401 : 200, 0, false,
                Text.of(failed ? "no" : "yes")));
    }

    private void add(int turn, LabEvent event) {
        var at = ++sequence * 1_000;
        var entry = new Entry(SESSION, turn, sequence, at, at, 0, event);
        small.add(entry);
        large.add(entry);
    }

    /// A caller that sends a refused body a second time.
    private void retriesInVain(String caller, int turn) {
        call(caller, turn, 1, Ending.ERROR);
        call(caller, turn, 2, Ending.ERROR);
    }

    @Test
    void manyCallsOfOneCallerAreCountedAndJudgedAsIfAllHadBeenKept() {
        for (var turn = 1; turn <= 50; turn++) {
            retriesInVain("a", turn);
            call("b", 1_000 + turn, 1, Ending.REPLY);
        }
        assertThat(small.verdicts()).isEqualTo(large.verdicts());
        var verdict = small.verdicts().getFirst();
        assertThat(List.of(verdict.calls(), verdict.failures())).containsExactly(100, 100);
        assertThat(verdict.findings()).extracting(Finding::habit, Finding::times)
                .containsExactly(Tuple.tuple(Habit.RETRIED_IN_VAIN, 50));
    }

    @Test
    void evidenceIsKeptOfTheFirstHundredOnly() {
        for (var turn = 1; turn <= 150; turn++) {
            retriesInVain("a", turn);
        }
        var finding = small.verdicts().getFirst().findings().getFirst();
        assertThat(finding.times()).isEqualTo(150);
        assertThat(finding.evidence()).hasSize(100).first().extracting(Evidence::request).isEqualTo("req_a-1-2");
    }

    @Test
    void callersBeyondTheRoomAreToldTogetherAndTheirFaultsAreNotForgotten() {
        for (var turn = 1; turn <= 8; turn++) {
            retriesInVain("caller-" + turn, turn);
        }
        assertThat(small.verdicts()).extracting(CallerVerdict::caller).containsExactly("caller-6", "caller-7",
                "caller-8", CallerWatch.OTHERS);
        var others = small.verdicts().getLast();
        assertThat(others.calls()).isEqualTo(10);
        assertThat(others.passed()).isFalse();
        assertThat(others.findings().getFirst().times()).isEqualTo(5);
    }
}
