package dev.kintsugi.lab.trial;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.report.score.Examination;
import dev.kintsugi.report.score.Examined;
import dev.kintsugi.report.score.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Plays episodes in virtual time under the policy `watch`, which reads every reply and mends nothing: clean
/// conversations, and conversations in which a fault sets in. The sessions' logs are then scored. The same plan gives the
/// same score, and a domain the same alone as among others. For one thread.
public final class Trial {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final String POLICY = "watch";
    private static final int MOST_BEFORE = 3;

    private final Lab lab;
    private final TrialPlan plan;
    private final Consumer<String> progress;
    private final List<Examined> examined = new ArrayList<>();
    private long episode;

    private Trial(Lab lab, TrialPlan plan, Consumer<String> progress) {
        this.lab = lab;
        this.plan = plan;
        this.progress = progress;
    }

    /// Plays the plan with the agent of the lab's settings.
    ///
    /// @param progress gets a line before each domain and mode
    /// @throws dev.kintsugi.domain.Problem when an agent cannot be made or a turn not be written
    public static Score run(Lab lab, TrialPlan plan, Consumer<String> progress) {
        var trial = new Trial(lab, plan, progress);
        plan.domains().forEach(trial::domain);
        return new Score(trial.examined);
    }

    private void domain(String domain) {
        var customer = new Customer(Packs.named(domain), plan.seed());
        episode = TrialPlan.DOMAINS.indexOf(domain) * plan.episodes();
        progress.accept(domain + ": clean conversations");
        for (int i = 0; i < plan.conversations(); i++) {
            play(domain, customer, plan.turns(), null);
        }
        for (var mode : TrialPlan.modes()) {
            progress.accept(domain + ": " + mode.wire());
            for (int i = 0; i < plan.faults(); i++) {
                play(domain, customer, 1 + i % MOST_BEFORE, mode);
            }
        }
    }

    /// One conversation: clean turns, and then those of a fault if there is one.
    private void play(String domain, Customer customer, int clean, @Nullable FailureMode fault) {
        var session = begin(domain);
        try {
            int all = clean + (fault == null ? 0 : TrialPlan.FAULT_TURNS);
            for (int turn = 1; turn <= all; turn++) {
                session.say(customer.says(episode, turn), turn > clean ? fault : null).join();
            }
            examined.addAll(Examination.of(domain, session.turns()));
        } finally {
            lab.close(session.id());
        }
    }

    private Session begin(String domain) {
        episode++;
        var settings = lab.settings();
        return lab.begin(SessionSpec.of(settings).withAgent(settings.agent().withPack(domain)).withPolicy(POLICY)
                .withSeed(plan.seed() + episode).drawnAt(episode).virtual(START, "detectors"));
    }
}
