package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import java.util.List;
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

    private final Terminal terminal;
    private final CommandLine line;
    private boolean json;

    /// The commands of the terminal.
    public Cli(Terminal terminal, LabDoor door) { this(terminal, door, null); }

    /// @param window opens the workbench; absent where there is none
    public Cli(Terminal terminal, LabDoor door, @Nullable WindowOpener window) {
        this.terminal = terminal;
        line = new CommandLine(CommandSpec.create().name("kintsugi").mixinStandardHelpOptions(true));
        line.getCommandSpec().version("Kintsugi " + Version.text()).usageMessage()
                .description("A laboratory for the failures of AI agents and for mending them.", "",
                        "Without a command it opens the workbench.")
                .footer(Help.FOOTER);
        if (window != null) {
            add(WINDOW, new WindowCommand(terminal, door, window));
        }
        add("chat", new ChatCommand(terminal, door));
        add("replay", new ReplayCommand(terminal, door));
        add("serve", new ServeCommand(terminal, door));
        add("analyze", new AnalyzeCommand(terminal, door));
        add("matrix", new MatrixCommand(terminal, door));
        add("compare", new CompareCommand(terminal, door));
        add("experiment", new ExperimentCommand(terminal, door));
        add("policies", new PoliciesCommand(terminal));
        add("detectors", new DetectorsCommand(terminal, door));
        add("errands", new ErrandsCommand(terminal, door));
        add("services", new ServicesCommand(terminal, door));
        add("workflow", new WorkflowCommand(terminal, door));
        add("recover", new RecoverCommand(terminal, door));
        add("export", new ExportCommand(terminal, door));
        add("verify", new VerifyCommand(terminal));
        add("move", new MoveCommand(terminal, door));
        add("doctor", new DoctorCommand(terminal, door));
        add("bench", new BenchCommand(terminal, door));
        add("help", new CommandLine.HelpCommand());
        line.setOut(terminal.out()).setErr(terminal.err());
        line.setParameterExceptionHandler((e, _) -> usage(e));
        line.setExecutionExceptionHandler(
                (e, _, _) -> e instanceof Problem problem ? told(problem) : internal(e));
    }

    /// Adds a command.
    private void add(String name, Object command) {
        var added = new CommandLine(command);
        Arguments.readIn(added);
        HelpPage.layOut(added);
        line.addSubcommand(name, added);
        line.setUsageHelpWidth(Math.max(55, terminal.look().columns()));
        line.setColorScheme(CommandLine.Help
                .defaultColorScheme(terminal.look().color() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    }

    /// Runs a command and returns its exit code. Without one, the help is shown; options alone are the window's.
    public int run(String... args) {
        if (args.length == 0) {
            return line.execute("--help");
        }
        json = List.of(args).contains("--json");
        try {
            return line.execute(forWindow(args[0])
                    ? Stream.concat(Stream.of(WINDOW), Stream.of(args)).toArray(String[]::new)
                    : args);
        } catch (OutOfMemoryError | StackOverflowError | AssertionError e) {
            return internal(e);
        }
    }

    private boolean forWindow(String first) {
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
                && line.getSubcommands().containsKey(late.getUnmatched().getFirst())) {
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
