package dev.kintsugi.lab.experiment;

import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.report.stats.Rate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Plays an experiment on several cores. A task's episodes are played together, so what is finished is always paired; the
/// results depend on neither the number of players nor the order in which tasks end. For one call.
public final class Playing {
    private final AgentSource agents;
    private final Experiment plan;
    private final Options options;
    private final Map<Integer, List<Played>> done = new ConcurrentHashMap<>();

    private Playing(AgentSource agents, Experiment plan, Options options) {
        this.agents = agents;
        this.plan = plan;
        this.options = options;
    }

    /// How it is played. Immutable.
    ///
    /// @param players   threads, at least 1
    /// @param cancelled asked before each task; what runs is finished
    /// @param store     where results are kept and found again; absent for nowhere
    /// @param keep      the folder that takes each episode's log; absent for none
    /// @param before    what was finished of the same experiment before, which is not played again unless the lab broke in
    ///                  it; absent for nothing
    /// @param progress  told how far it is, from any thread
    public record Options(int players, BooleanSupplier cancelled, @Nullable ResultStore store, @Nullable Path keep,
            @Nullable Results before, Progress progress) {
        /// All cores, nothing kept.
        public static Options plain() {
            return new Options(Runtime.getRuntime().availableProcessors(), () -> false, null, null, null,
                    (_, _) -> {});
        }
    }

    /// Is told how far it is.
    @FunctionalInterface
    public interface Progress {
        /// @param tasks how many are finished
        /// @param soFar copies what is finished when it is asked; from any thread
        void done(int tasks, Supplier<Results> soFar);
    }

    /// Plays it, and returns what was finished. Throws a [dev.kintsugi.domain.Problem] when results or logs cannot be kept.
    public static Results play(AgentSource agents, Experiment plan, Options options) {
        return new Playing(agents, plan, options).run();
    }

    private Results run() {
        found();
        var stopping = plan.stopping();
        var step = stopping == null ? plan.episodes() : stopping.every();
        for (int from = 1; from <= plan.episodes(); from += step) {
            var to = Math.min(plan.episodes(), from + step - 1);
            stretch(from, to);
            if (IntStream.rangeClosed(from, to).anyMatch(t -> !done.containsKey(t))) {
                return new Results(plan, done, Results.Ending.CANCELLED);
            }
            if (stopping != null && to < plan.episodes() && narrow(to, stopping.width())) {
                done.keySet().removeIf(t -> t > to);
                return new Results(plan, done, Results.Ending.STOPPED_EARLY);
            }
        }
        return new Results(plan, done, Results.Ending.COMPLETE);
    }

    /// What was finished before, here or in the folder.
    private void found() {
        var store = options.store();
        if (store != null) {
            done.putAll(store.found());
        }
        if (options.before() != null) {
            options.before().tasks().forEach((task, episodes) -> {
                if (!Played.anyBroke(episodes) && done.putIfAbsent(task, episodes) == null && store != null) {
                    store.add(task, episodes);
                }
            });
        }
    }

    private Results soFar() { return new Results(plan, done, Results.Ending.UNDER_WAY); }

    private boolean narrow(int to, int width) {
        var results = new Results(plan, done, Results.Ending.COMPLETE);
        return plan.conditions().stream().allMatch(c -> {
            var counted = results.of(c).stream().limit((long) to * plan.trials()).filter(p -> p.verdict().counts())
                    .toList();
            var rate = Rate.of((int) counted.stream().filter(Played::success).count(), counted.size());
            return rate.n() > 0 && (rate.high() - rate.low()) * 1_000_000 <= width;
        });
    }

    private void stretch(int from, int to) {
        var next = new AtomicInteger(from);
        try (var threads = Executors.newFixedThreadPool(options.players(),
                Thread.ofPlatform().daemon().name("player-", 1).factory())) {
            IntStream.range(0, options.players()).mapToObj(_ -> threads.submit(() -> play(next, to))).toList()
                    .forEach(Playing::finish);
        }
    }

    private static void finish(Future<?> player) {
        try {
            player.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(AtomicInteger next, int to) {
        var store = options.store();
        try (var player = new Player(agents, plan, options.keep())) {
            for (int task = next.getAndIncrement(); task <= to
                    && !options.cancelled().getAsBoolean(); task = next.getAndIncrement()) {
                if (!done.containsKey(task)) {
                    var episodes = player.task(task);
                    if (store != null) {
                        store.add(task, episodes);
                    }
                    done.put(task, episodes);
                }
                options.progress().done(done.size(), this::soFar);
            }
        } catch (RuntimeException e) {
            next.set(to + 1);
            throw e;
        }
    }
}
