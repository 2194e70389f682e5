package dev.kintsugi.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.report.score.*;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.util.*;
import org.junit.jupiter.api.Test;

class TrialTest {
    @Test
    void show() {
        long t = System.nanoTime();
        try (var lab = new Lab(LabSettings.defaults(), H2Journal.inMemory(), new EmbeddedState(new ConversationClock()),
                new TestAgents())) {
            var doms = List.of(System.getProperty("doms", "insurance,general").split(","));
            var score = Trial.run(lab,
                    new TrialPlan(doms, Integer.getInteger("conv", 40), 12, Integer.getInteger("faults", 30), 42),
                    s -> {});
            for (var d : doms) {
                var s = score.only(e -> e.domain().equals(d));
                System.out.println("== " + d + " clean " + s.clean());
                for (var m : Method.values())
                    System.out.println(m + " " + s.confusion(m) + " mcc " + s.confusion(m).mcc() + " fa "
                            + s.confusion(m).falseAlarms());
                s.byMode(Method.DETECTORS).forEach((m, c) -> System.out.println("  " + m + " " + c.recall() + " "
                        + s.flagged(m) + " " + s.latency(m).atOnce() + s.latency(m).everIn()));
                System.out.println("  clean " + s.flagged(null));
            }
            if (System.getProperty("show") != null)
                for (var e : score.turns()) {
                    if (e.clean() && !e.flagged().isEmpty())
                        System.out
                                .println("FA [" + e.domain() + "] " + e.flagged() + " " + e.text().replace('\n', ' '));
                    if (!e.clean() && e.flagged().isEmpty() && !doms.contains("support"))
                        System.out
                                .println("MISS [" + e.domain() + "] " + e.truth() + " " + e.text().replace('\n', ' '));
                }
        }
        System.out.println((System.nanoTime() - t) / 1e9 + " s");
    }
}
