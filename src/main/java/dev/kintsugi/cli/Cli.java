package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The terminal's commands, and how they end: 0 fine, 1 the check failed, 2 usage or configuration, 3 internal,
/// 130 and 143 stopped from outside.
public final class Cli {
    private static final Logger LOG = LoggerFactory.getLogger(Cli.class);
    private static final int USAGE = 2;
    private static final int INTERNAL = 3;
    private static final String WINDOW = "window";
    private static final String HELP = "help";

    private final Terminal terminal;
    private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    private boolean json;

    /// The commands of the terminal.
    public Cli(Terminal terminal, LabDoor door) { this(terminal, door, null); }

    /// @param window opens the workbench; absent where there is none
    public Cli(Terminal terminal, LabDoor door, @Nullable WindowOpener window) {
        this.terminal = terminal;
        if (window != null) {
            commands.put(WINDOW, () -> new WindowCommand(terminal, door, window));
        }
        commands.put("chat", () -> new ChatCommand(terminal, door));
        commands.put("replay", () -> new ReplayCommand(terminal, door));
        commands.put("serve", () -> new ServeCommand(terminal, door));
        commands.put("analyze", () -> new AnalyzeCommand(terminal, door));
        commands.put("matrix", () -> new MatrixCommand(terminal, door));
        commands.put("compare", () -> new CompareCommand(terminal, door));
        commands.put("experiment", () -> new ExperimentCommand(terminal, door));
        commands.put("policies", () -> new PoliciesCommand(terminal));
        commands.put("detectors", () -> new DetectorsCommand(terminal, door));
        commands.put("errands", () -> new ErrandsCommand(terminal, door));
        commands.put("services", () -> new ServicesCommand(terminal, door));
        commands.put("workflow", () -> new WorkflowCommand(terminal, door));
        commands.put("recover", () -> new RecoverCommand(terminal, door));
        commands.put("export", () -> new ExportCommand(terminal, door));
        commands.put("verify", () -> new VerifyCommand(terminal));
        commands.put("move", () -> new MoveCommand(terminal, door));
        commands.put("doctor", () -> new DoctorCommand(terminal, door));
        commands.put("bench", () -> new BenchCommand(terminal, door));
        // No method reference: Java 25 breaks down over archiving one to a class as old as picocli's.
        commands.put(HELP, () -> new CommandLine.HelpCommand());
    }

    /// Of all commands the one that is asked for alone, when it is told by its name: the others need not be made.
    private CommandLine made(String first) {
        var line = new CommandLine(CommandSpec.create().name("kintsugi").mixinStandardHelpOptions(true));
        line.getCommandSpec().version("Kintsugi " + Version.text()).usageMessage()
                .description("A laboratory for the failures of AI agents and for mending them.", "",
                        "Without a command it opens the workbench.")
                .footer(Help.FOOTER);
        var one = commands.containsKey(first) && !first.equals(HELP);
        commands.forEach((name, command) -> {
            if (!one || name.equals(first)) {
                line.addSubcommand(name, made(command));
            }
        });
        return line.setUsageHelpWidth(Math.max(55, terminal.look().columns()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.look().color() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setOut(terminal.out()).setErr(terminal.err()).setParameterExceptionHandler((e, _) -> usage(e))
                .setExecutionExceptionHandler(
                        (e, _, _) -> e instanceof Problem problem ? told(problem) : internal(e));
    }

    private static CommandLine made(Supplier<Object> command) {
        var made = new CommandLine(command.get());
        Arguments.readIn(made);
        HelpPage.layOut(made);
        return made;
    }

    /// Runs a command and returns its exit code. Without one, the help is shown; options alone are the window's.
    public int run(String... args) {
        if (args.length == 0) {
            return made("").execute("--help");
        }
        json = List.of(args).contains("--json");
        try {
            var line = made(args[0]);
            return line.execute(forWindow(line, args[0])
                    ? Stream.concat(Stream.of(WINDOW), Stream.of(args)).toArray(String[]::new)
                    : args);
        } catch (OutOfMemoryError | StackOverflowError | AssertionError e) {
            return internal(e);
        }
    }

    private static boolean forWindow(CommandLine line, String first) {
        var name = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
        var window = line.getSubcommands().get(WINDOW);
        return window != null && line.getCommandSpec().findOption(name) == null
                && window.getCommandSpec().findOption(name) != null;
    }

    /// A program that asked for JSON gets it on standard output; the words for people go to standard error all the same.
    private int told(Problem problem) {
        forProgram(problem);
        return terminal.told(problem);
    }

    private void forProgram(Problem problem) {
        if (json) {
            terminal.refusal(problem);
        }
    }

    private int usage(ParameterException e) {
        var why = e instanceof UnmatchedArgumentException late ? unknown(late) : String.valueOf(e.getMessage());
        forProgram(new Problem("The command cannot be read", why,
                "Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help"));
        if (e instanceof UnmatchedArgumentException late && e.getCommandLine().getCommandName().equals(WINDOW)
                && commands.containsKey(late.getUnmatched().getFirst())) {
            terminal.notice(
                    "Options stand behind the command: kintsugi " + late.getUnmatched().getFirst() + " OPTIONS.");
            return USAGE;
        }
        terminal.notice(why.endsWith(".") ? why : why + ".");
        if (!UnmatchedArgumentException.printSuggestions(e, terminal.err())) {
            terminal.notice("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        }
        return USAGE;
    }

    private static String unknown(UnmatchedArgumentException e) {
        var name = e.getCommandLine().getCommandSpec().qualifiedName();
        var unknown = e.getUnmatched().stream().map(a -> "'" + a + "'").collect(Collectors.joining(", "));
        return e.getCommandLine().getParent() == null
                ? "There is no " + (unknown.startsWith("'-") ? "option " : "command ") + unknown
                : name + " does not know what to do with " + unknown;
    }

    private int internal(Throwable e) {
        LOG.error("a command failed", e);
        forProgram(new Problem("Something went wrong inside Kintsugi", String.valueOf(e),
                "Look into the log file", Problem.Exit.INTERNAL, e));
        terminal.notice("Something went wrong inside Kintsugi: " + e + ".");
        terminal.notice("The details are in the log file. Nothing that was acknowledged is lost.");
        return INTERNAL;
    }
}
