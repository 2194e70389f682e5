package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Checks that what the journal acknowledged survives the process: a child writes under load, is killed with SIGKILL at
/// a random moment, and the database is opened and read in full, again and again.
///
/// One thread runs it; the children use all cores.
public final class KillLoop {
    private static final Pattern ACK = Pattern.compile("ack \\S+ \\d+ [0-9a-f]{64}");
    private static final Pattern ORDINARY = Pattern.compile("open|closed|ack .*");
    private static final int SESSIONS = 6;
    /// A child is killed so many milliseconds after its first acknowledgement, at most: with about two seconds between
    /// rounds this meets fresh groups, growing files and closing databases alike.
    private static final int LATEST_MS = 1_200;

    private final Path folder;
    private final Draws draws;

    private KillLoop(Path folder, Draws draws) {
        this.folder = folder;
        this.draws = draws;
    }

    /// Runs so many rounds in a folder of its own.
    ///
    /// @param seed     decides the moments at which the children are killed
    /// @param progress gets a line a round
    /// @throws Problem when no child process can be started or one ends unkilled, or the thread is interrupted
    public static Report run(int rounds, Path folder, long seed, Consumer<String> progress) {
        var loop = new KillLoop(folder, new Draws(seed));
        var report = new Report(0, 0, 0, 0, 0);
        for (int round = 1; round <= rounds; round++) {
            var now = loop.round(round);
            report = report.plus(now);
            progress.accept("round " + round + " of " + rounds + ": " + now.acknowledged + " turns acknowledged, "
                    + now.lost + " lost" + (now.failedStarts == 0 ? "" : ", the next start failed"));
        }
        return report;
    }

    private Report round(int round) {
        var said = killed(round);
        var acknowledged = said.stream().filter(line -> ACK.matcher(line).matches()).map(Acknowledged::of).toList();
        var refused = (int) said.stream().filter(line -> line.startsWith(KillWriter.REFUSED)).count();
        try (var journal = H2Journal.open(folder)) {
            var found = new Survivors(journal).check("r" + round + "-", acknowledged);
            return new Report(1, acknowledged.size(), found.lost(), found.broken() + refused,
                    journal.repaired().isPresent() ? 1 : 0);
        } catch (Problem e) {
            return new Report(1, acknowledged.size(), acknowledged.size(), refused, 1);
        }
    }

    /// What a child said until it was killed; a line that the kill cut in two is not counted.
    private List<String> killed(int round) {
        try {
            var child = start(round);
            var said = new ArrayList<String>();
            boolean ended;
            var listener = Thread.ofVirtual().start(() -> listen(child, said));
            try {
                var wait = draws.below(new DrawKey(round, 0, 0, "kill.moment"), LATEST_MS) + 1;
                awaitFirst(said, child);
                ended = child.waitFor(wait, TimeUnit.MILLISECONDS);
            } finally {
                child.destroyForcibly().waitFor();
                listener.join();
            }
            if (ended) {
                mayEnd(said);
            }
            return said;
        } catch (IOException e) {
            throw new Problem("The check cannot run", "no child process can be started: " + e.getMessage(),
                    "Look whether this computer lets you start processes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem("The check was stopped", "someone interrupted it", "Run it again", e);
        }
    }

    /// A child that ends by itself proves nothing, unless a turn was refused, which is a finding.
    private static void mayEnd(List<String> said) {
        var why = said.stream().filter(line -> !ORDINARY.matcher(line).matches()).findFirst().orElse("nothing");
        if (!why.startsWith(KillWriter.REFUSED)) {
            throw new Problem("The check cannot run", "a writing process ended by itself and said: " + why,
                    "See to what it says, and run the check again");
        }
    }

    private Process start(int round) throws IOException {
        var java = ProcessHandle.current().info().command().orElse("java");
        var child = new ProcessBuilder(java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), KillWriter.class.getName(), folder.toString(), "" + round,
                "" + SESSIONS);
        return child.redirectErrorStream(true).start();
    }

    private static void listen(Process child, List<String> said) {
        try (var lines = child.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (said) {
                    said.add(line);
                    said.notifyAll();
                }
            }
        } catch (IOException _) {
            // The pipe ends with the process that was killed: what was said until then is what counts.
        }
    }

    private static void awaitFirst(List<String> said, Process child) throws InterruptedException {
        synchronized (said) {
            while (child.isAlive() && said.stream().noneMatch(line -> line.startsWith("ack "))) {
                said.wait(1_000);
            }
        }
    }

    /// A turn that the child was told is kept. Immutable.
    record Acknowledged(String session, long sequence, String hash) {
        static Acknowledged of(String line) {
            var words = line.split(" ", -1);
            return new Acknowledged(words[1], Long.parseLong(words[2]), words[3]);
        }
    }

    /// What came of it. Immutable.
    ///
    /// @param acknowledged turns that the children were told are kept
    /// @param lost         turns among them that were not there afterwards
    /// @param broken       gaps, altered lines, turns without their interaction, and turns refused without reason
    /// @param failedStarts starts after a kill that failed, or had to repair the file
    public record Report(int rounds, long acknowledged, long lost, long broken, int failedStarts) {
        public boolean passed() { return rounds > 0 && lost == 0 && broken == 0 && failedStarts == 0; }

        private Report plus(Report other) {
            return new Report(rounds + other.rounds, acknowledged + other.acknowledged, lost + other.lost,
                    broken + other.broken, failedStarts + other.failedStarts);
        }
    }
}
