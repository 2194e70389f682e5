package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import java.util.List;

/// Chance for one random script: the same seed and number give the same script. For one thread.
final class Chances {
    private final Draws draws;
    private final long script;
    private int drawn;

    Chances(long seed, long script) {
        this.draws = new Draws(seed);
        this.script = script;
    }

    /// A whole number from 0 up to but not including this.
    int below(int bound) { return (int) draws.below(new DrawKey(script, 0, drawn++, "bench.script"), bound); }

    int between(int least, int most) { return least + below(most - least + 1); }

    boolean oneIn(int n) { return below(n) == 0; }

    <T> T of(List<T> all) { return all.get(below(all.size())); }
}
