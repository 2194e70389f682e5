package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.recovery.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Random failures against random policies: whatever happens, recovery must not make it worse. No side effect happens
/// twice, no wait exceeds its budget, no attempts their maximum, a half-open breaker lets through no more probes than it
/// says, and a bulkhead never exceeds its width. Stateless.
public final class NeverWorse {
    private static final int SESSIONS = 4;
    private static final int TURNS = 12;
    private static final int SHOWN = 20;
    private static final int EACH = 10_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private NeverWorse() {}

    /// What was found. Immutable.
    ///
    /// @param broken promises that were broken, each in a line; the first twenty
    public record Report(int scripts, long turns, long attempts, long brokenRules, List<String> broken) {
        public Report {
            broken = List.copyOf(broken);
        }

        public boolean passed() { return brokenRules == 0; }
    }

    /// Plays so many scripts, each with a policy of its own and four sessions that overlap. The same seed plays the same.
    ///
    /// @param progress gets a line now and then
    public static Report run(int scripts, long seed, Consumer<String> progress) {
        long turns = 0;
        long attempts = 0;
        long count = 0;
        var broken = new ArrayList<String>();
        for (int script = 0; script < scripts; script++) {
            var rules = play(seed, script);
            turns += rules.turns();
            attempts += rules.attempts();
            count += rules.broken().size();
            rules.broken().stream().limit(SHOWN - Math.min(SHOWN, broken.size())).forEach(broken::add);
            if ((script + 1) % EACH == 0) {
                progress.accept((script + 1) + " of " + scripts + " scripts, " + attempts + " attempts");
            }
        }
        return new Report(scripts, turns, attempts, count, broken);
    }

    private static Rulebook play(long seed, int script) {
        var chance = new Chances(seed, script);
        var policy = RandomPolicy.of(chance);
        var rules = new Rulebook(policy, "script " + script);
        var clock = new VirtualClock(START);
        var shared = new Services(clock);
        var sessions = new ArrayList<Scripted>();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(
                    new Scripted("s" + i, policy, chance, clock, shared, rules, () -> another(sessions, chance, true)));
        }
        for (int turn = 0; turn < TURNS; turn++) {
            another(sessions, chance, false);
            clock.advance(Duration.ofSeconds(chance.below(60)));
        }
        sessions.forEach(Scripted::over);
        return rules;
    }

    /// Somebody who is not speaking yet says something; false when the one who was asked is.
    private static boolean another(List<Scripted> sessions, Chances chance, boolean inside) {
        var next = sessions.get(chance.below(sessions.size()));
        if (next.busy()) {
            return false;
        }
        next.turn(inside);
        return true;
    }
}
