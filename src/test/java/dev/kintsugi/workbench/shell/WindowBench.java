package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Bench.Draft;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javafx.application.Platform;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;

/// Measures what a person feels of the window, against its budgets: `mvn package exec:exec@window-bench`. Needs no
/// display. Arguments: how many starts to measure (5), how many turns the long session has (10,000).
public final class WindowBench {
    private static final int KEYS = 200;
    private static final int TOKENS_A_SECOND = 200;
    private static final Duration STREAMED = Duration.ofSeconds(10);
    private static final Pattern USABLE = Pattern.compile("can be used (\\d+) ms after the start");

    private WindowBench() {}

    public static void main(String[] args) throws Exception {
        var starts = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        var turns = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        say("java %s, %s %s, %d cores", Runtime.version(), System.getProperty("os.name"),
                System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors());
        starts(starts);
        Platform.startup(() -> Platform.setImplicitExit(false));
        var code = 1;
        try (var lab = TestLab.open()) {
            var session = session(lab, turns);
            var window = WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(() -> Workbench.stage(new Stage(), lab,
                    TestLab.options(Files.createTempDirectory("window")))));
            run(() -> window.places().welcome().set(false));
            opening(window, session, turns);
            keys(window);
            streaming(window);
            run(window::close);
            code = 0;
        } finally {
            // The toolkit's threads would keep the process alive.
            System.exit(code);
        }
    }

    /// The packaged program, from its launcher to the first laid-out pulse; the first start of a fresh home apart.
    private static void starts(int count) throws Exception {
        var launcher = Path.of("target/kintsugi/bin/kintsugi").toAbsolutePath();
        if (!Files.isExecutable(launcher)) {
            say("start: not measured, %s is not there (mvn package makes it)", launcher);
            return;
        }
        var home = Files.createTempDirectory("kintsugi-start");
        say("start to usable, first of all: %d ms", start(launcher, home));
        var later = new long[count];
        for (int i = 0; i < count; i++) {
            later[i] = start(launcher, home);
        }
        show("start to usable, later", "ms", later);
    }

    private static long start(Path launcher, Path home) throws IOException, InterruptedException {
        var log = home.resolve("data/kintsugi/logs/kintsugi.jsonl");
        Files.deleteIfExists(log);
        var builder = new ProcessBuilder(launcher.toString()).directory(home.toFile()).inheritIO();
        builder.environment().putAll(Map.of("HOME", home.toString(), "XDG_DATA_HOME",
                home.resolve("data").toString(), "XDG_CACHE_HOME", home.resolve("cache").toString(), "LOG_LEVEL",
                "DEBUG", "DISPLAY", ":none", "JAVA_HOME", System.getProperty("java.home"), "KINTSUGI_OPTS",
                "-Dglass.platform=Headless -Dprism.order=sw -Duser.home=" + home));
        var process = builder.start();
        try {
            for (int i = 0; i < 3_000; i++) {
                if (Files.exists(log)) {
                    var told = USABLE.matcher(Files.readString(log));
                    if (told.find()) {
                        return Long.parseLong(told.group(1));
                    }
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
            throw new IOException("the window did not open within a minute");
        } finally {
            // An archive of classes is written when the program ends by itself; the signal asks it to.
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
    }

    private static Session session(Lab lab, int turns) {
        var session = lab.begin(SessionSpec.of(lab.settings()));
        for (int i = 0; i < turns; i++) {
            session.say("How much is my deductible?", i % 3 == 0 ? FailureMode.HALLUCINATION : null).join();
            if (i % 100 == 99) {
                session.reset().join();
            }
        }
        return session;
    }

    /// From the click to the pulse that shows the last turn.
    private static void opening(Window window, Session session, int turns) throws Exception {
        var times = new long[3];
        for (int i = 0; i < times.length; i++) {
            on(() -> window.desk().lab().begin());
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS,
                    () -> on(() -> window.desk().bench().turns().isEmpty()));
            var shown = new CompletableFuture<Long>();
            var begin = System.nanoTime();
            run(() -> window.desk().bench().turns().subscribe(() -> {
                if (window.desk().bench().turns().size() == turns) {
                    afterPulse(window, () -> shown.complete(System.nanoTime()));
                }
            }));
            window.desk().lab().open(session.id());
            times[i] = (shown.get(120, TimeUnit.SECONDS) - begin) / 1_000_000;
        }
        show("a session of " + turns + " turns opened", "ms", times);
    }

    /// From the key to the end of the pulse that lays its letter out, and the painter's own time on top.
    private static void keys(Window window) throws Exception {
        var area = on(() -> (TextArea) window.stage().getScene().lookup(".message-area"));
        run(area::requestFocus);
        var times = new long[KEYS];
        var painter = new long[KEYS];
        for (int i = 0; i < KEYS; i++) {
            var laid = new CompletableFuture<Long>();
            var painted = cpu("QuantumRenderer-0");
            var begin = System.nanoTime();
            Platform.runLater(() -> {
                afterPulse(window, () -> laid.complete(System.nanoTime()));
                area.fireEvent(
                        new KeyEvent(KeyEvent.KEY_TYPED, "a", "", KeyCode.UNDEFINED, false, false, false, false));
            });
            times[i] = (laid.get(10, TimeUnit.SECONDS) - begin) / 1_000;
            TimeUnit.MILLISECONDS.sleep(60);
            painter[i] = (cpu("QuantumRenderer-0") - painted) / 1_000;
        }
        show("key to laid out", "us", times);
        show("painting after a key", "us", painter);
        run(area::clear);
    }

    /// Tokens as the lab tells them, through the pump; the work of the window's thread in each pulse.
    private static void streaming(Window window) throws Exception {
        var work = new ArrayList<Long>();
        var thread = on(() -> Thread.currentThread().threadId());
        var threads = ManagementFactory.getThreadMXBean();
        var before = new long[]{0};
        Runnable pulse = () -> {
            var now = threads.getThreadCpuTime(thread);
            if (before[0] > 0) {
                work.add((now - before[0]) / 1_000);
            }
            before[0] = now;
        };
        run(() -> {
            window.stage().getScene().addPostLayoutPulseListener(pulse);
        });
        var text = new StringBuilder();
        var gap = TimeUnit.SECONDS.toNanos(1) / TOKENS_A_SECOND;
        var start = System.nanoTime();
        for (int i = 0; i < STREAMED.toSeconds() * TOKENS_A_SECOND; i++) {
            text.append(i % 12 == 11 ? "deductible. " : "word ");
            var soFar = text.toString();
            window.desk().pump().latest("draft",
                    () -> window.desk().bench().draft().set(new Draft(1, 1, soFar, true)));
            TimeUnit.NANOSECONDS.sleep(Math.max(0, start + (i + 1) * gap - System.nanoTime()));
        }
        run(() -> {
            window.stage().getScene().removePostLayoutPulseListener(pulse);
            window.desk().bench().draft().set(null);
        });
        show(TOKENS_A_SECOND + " tokens/s streamed, work of a pulse", "us",
                work.stream().mapToLong(Long::longValue).toArray());
    }

    private static void afterPulse(Window window, Runnable work) {
        var scene = window.stage().getScene();
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                work.run();
            }
        });
        Platform.requestNextPulse();
    }

    private static long cpu(String name) {
        var threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals(name))
                .mapToLong(t -> threads.getThreadCpuTime(t.threadId())).sum();
    }

    private static void show(String what, String unit, long... measured) {
        var sorted = measured.clone();
        Arrays.sort(sorted);
        say("%s: median %,d %s, p95 %,d, least %,d, most %,d, of %d", what, at(sorted, 0.5), unit, at(sorted, 0.95),
                sorted[0], sorted[sorted.length - 1], sorted.length);
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    private static void run(Runnable work) {
        on(() -> {
            work.run();
            return 0;
        });
    }

    private static <T> T on(Callable<T> work) { return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(work)); }

    private static void say(String words, Object... values) {
        System.out.println(String.format(Locale.ROOT, words, values));
    }
}
