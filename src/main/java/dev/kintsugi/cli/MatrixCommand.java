package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.matrix.Cell;
import dev.kintsugi.lab.matrix.Matrix;
import dev.kintsugi.lab.matrix.Row;
import dev.kintsugi.lab.matrix.Saved;
import dev.kintsugi.lab.matrix.Worth;
import dev.kintsugi.lab.scenario.Expectation;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.lab.scenario.Scenarios;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Plays every failure against every recovery pattern and shows which saves which.
@CommandLine.Command(description = "Show which recovery pattern saves which failure, by playing it.", mixinStandardHelpOptions = true, footer = {
        "", "Each cell is a session of its own in virtual time; the same script and seed give the same matrix.",
        "Exit code 1: a cell differs from what the script expects.", "", "Examples:", "  kintsugi matrix",
        "  kintsugi matrix --json", "  kintsugi matrix --worth 5", "  kintsugi matrix my-script.yaml"})
final class MatrixCommand extends Command {
    private static final int WIDEST_CELL = 4;
    private static final int NARROWEST_CELL = 3;

    @Parameters(paramLabel = "SCENARIO", arity = "0..1", defaultValue = "matrix", description = "The scenario; each mode in turn replaces the failures of its steps. Default: ${DEFAULT-VALUE}.")
    String scenario = "matrix";

    @Option(names = "--worth", arity = "0..1", fallbackValue = "1", paramLabel = "SEEDS", description = "Show instead what each pattern of the policy in --recovery (standard when none is named) saves alone, saves as others do, and spoils, and what a saved turn costs, over this many seeds. One when no number is given.")
    @Nullable
    Integer worth;

    MatrixCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    Heeded heeded() {
        return Heeded.only("the script says what is played, by scripted agents in virtual time", "--seed",
                "--recovery");
    }

    @Override
    int run() {
        if (worth == null) {
            heed(Heeded.only("every pattern is tried, and only --worth takes one policy apart", "--seed"));
        }
        var file = Scenarios.path(scenario, door.home());
        var script = Scenarios.load(file);
        var expected = Expectation.load(file);
        var seed = options.seed != null ? options.seed : script.seed();
        if (worth != null) {
            return worth(script, seed, worth);
        }
        return shown(script, expected, Matrix.play(door.agents(), script, seed, Matrix.usual(), this::progress));
    }

    private int worth(Scenario script, long seed, int seeds) {
        if (seeds < 1 || seeds > 1000) {
            throw new Problem("--worth cannot be " + seeds, "it is 1 to 1000 seeds", "Use 1, the default");
        }
        var policy = options.recovery != null ? options.recovery : "standard";
        var found = Worth.of(door.agents(), script, seed, seeds, policy, this::progress);
        if (options.json) {
            terminal.json(WorthText.json(found));
        } else {
            WorthText.lines(found, terminal.look().columns()).forEach(terminal::line);
        }
        return 0;
    }

    private void progress(Row row) {
        if (terminal.interactive()) {
            terminal.notice(row.name());
        }
    }

    private int shown(Scenario script, Expectation expected, Matrix matrix) {
        var unlike = expected.rows().isEmpty() ? List.<String>of() : matrix.unlike(expected);
        if (options.json) {
            terminal.json(json(script, matrix, unlike));
        } else {
            table(matrix);
            unlike.forEach(line -> terminal.line(terminal.paint(Tone.BREAKS, "✕ " + line)));
            terminal.line(expected.rows().isEmpty()
                    ? "The script expects nothing."
                    : unlike.isEmpty() ? "✓ Every cell is what the script expects." : unlike.size() + " cells differ.");
        }
        return unlike.isEmpty() ? 0 : FAILED;
    }

    private void table(Matrix matrix) {
        var name = matrix.rows().stream().mapToInt(row -> row.name().length()).max().orElse(0);
        var cell = Math.min(WIDEST_CELL,
                (terminal.look().columns() - name) / Math.max(1, matrix.columns().size()));
        if (cell >= NARROWEST_CELL) {
            terminal.line(terminal.paint(Tone.STRONG, " ".repeat(name) + IntStream
                    .rangeClosed(1, matrix.columns().size()).mapToObj(i -> right(i, cell))
                    .collect(Collectors.joining())));
            matrix.rows().forEach(row -> terminal.line(line(row, name, cell)));
        } else {
            matrix.rows().forEach(this::list);
        }
        terminal.line("");
        for (int i = 0; i < matrix.columns().size(); i++) {
            terminal.line(String.format(Locale.ROOT, "%4d  %s", i + 1,
                    matrix.columns().get(i).replace('_', ' ')));
        }
        terminal.line("");
        terminal.line(mark(Saved.SAVED) + " saved   " + mark(Saved.SOFTENED)
                + " softened: a message or an older reply   " + mark(Saved.LOST) + " lost");
    }

    private static String right(int number, int width) { return String.format(Locale.ROOT, "%" + width + "d", number); }

    private String line(Row row, int name, int width) {
        var line = new StringBuilder(String.format(Locale.ROOT, "%-" + name + "s", row.name()));
        row.cells().values().forEach(cell -> line.append(" ".repeat(width - 1)).append(mark(cell.saved())));
        return line.toString();
    }

    /// In a narrow terminal: by which patterns it is saved, and by which softened.
    private void list(Row row) {
        terminal.line(row.name());
        var cells = List.copyOf(row.cells().values());
        for (var how : List.of(Saved.SAVED, Saved.SOFTENED, Saved.NO_FAILURE)) {
            var where = IntStream.range(0, cells.size()).filter(i -> cells.get(i).saved() == how)
                    .mapToObj(i -> Integer.toString(i + 1)).collect(Collectors.joining(", "));
            if (!where.isEmpty()) {
                terminal.line("   " + mark(how) + " " + where);
            }
        }
    }

    private String mark(Saved saved) {
        return switch (saved) {
            case SAVED -> terminal.paint(Tone.MENDS, "✓");
            case SOFTENED -> "~";
            case LOST -> terminal.paint(Tone.QUIET, "·");
            case NO_FAILURE -> "?";
        };
    }

    private static Map<String, Object> json(Scenario script, Matrix matrix, List<String> unlike) {
        var out = new LinkedHashMap<String, Object>();
        out.put("scenario", script.name());
        out.put("seed", matrix.seed());
        out.put("rows", matrix.rows().stream().map(MatrixCommand::json).toList());
        out.put("as_expected", unlike.isEmpty());
        out.put("differences", unlike);
        return out;
    }

    private static Map<String, Object> json(Row row) {
        var out = new LinkedHashMap<String, Object>();
        out.put("failure_mode", row.mode().wire());
        out.put("cure", row.cure());
        out.put("cells", row.cells().entrySet().stream().map(c -> json(c.getKey(), c.getValue())).toList());
        return out;
    }

    private static Map<String, Object> json(String policy, Cell cell) {
        var out = new LinkedHashMap<String, Object>();
        out.put("recovery_policy", policy);
        out.put("became", cell.saved().wire());
        out.put("calls", cell.calls());
        out.put("lab_ms", cell.millis());
        out.put("delivered_by", cell.by());
        return out;
    }
}
