package dev.kintsugi.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.report.claim.ClaimCounts;
import dev.kintsugi.report.stats.Rate;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static final Experiment PLAN = Experiment.ofTwo("insurance", 1, 1_000, "none", "standard");

    private static Played ended(Verdict verdict) {
        return new Played(verdict, 1, 0, 0, 1, 1, 10, List.of(), ClaimCounts.NONE,
                "");
    }

    /// The first arm succeeds in every other conversation, the second breaks in the first one and then always succeeds.
    private static Results results(int conversations) {
        var tasks = new HashMap<Integer, List<Played>>();
        for (int task = 1; task <= conversations; task++) {
            tasks.put(task, List.of(ended(task % 2 == 0 ? Verdict.PASSED : Verdict.RECOVERY_NOT_OBSERVED),
                    ended(task == 1 ? Verdict.INFRASTRUCTURE_ERROR : Verdict.RECOVERED)));
        }
        return new Results(PLAN, tasks, Results.Ending.UNDER_WAY);
    }

    @Test
    void theRateIsToldAfterEachConversation() {
        var results = results(4);
        assertThat(Trace.of(results, PLAN.conditions().getFirst(), 300)).containsExactly(new Trace(1, new Rate(0, 1)),
                new Trace(2, new Rate(1, 2)), new Trace(3, new Rate(1, 3)), new Trace(4, new Rate(2, 4)));
        assertThat(Trace.of(results, PLAN.conditions().getLast(), 300)).first().as("what broke says nothing")
                .isEqualTo(new Trace(1, new Rate(0, 0)));
        assertThat(Trace.of(results(0), PLAN.conditions().getFirst(), 300)).isEmpty();
    }

    @Test
    void howeverManyThereAreThePointsAreFewAndTheLastIsThere() {
        for (var many : new int[]{299, 300, 301, 599, 1_000}) {
            var points = Trace.of(results(many), PLAN.conditions().getFirst(), 300);
            assertThat(points).hasSizeLessThanOrEqualTo(300);
            assertThat(points.getLast().conversations()).isEqualTo(many);
            assertThat(points.getLast().success().n()).isEqualTo(many);
        }
    }
}
