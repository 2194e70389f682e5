package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The terminal's commands, and how they end: 0 fine, 1 the check failed, 2 usage or configuration, 3 internal,
/// 130 interrupted.
public final class Cli {
    private static final Logger LOG = LoggerFactory.getLogger(Cli.class);
    private static final int USAGE = 2;
    private static final int INTERNAL = 3;

    private final CommandLine line;

    /// The commands of the terminal. More may be added by whoever wires the program.
    public Cli(Terminal terminal, LabDoor door) {
        line = new CommandLine(CommandSpec.create().name("kintsugi").mixinStandardHelpOptions(true));
        line.getCommandSpec().version("Kintsugi " + Version.text()).usageMessage()
                .description("A laboratory for the failures of AI agents and for mending them.", "",
                        "Without a command it opens the workbench.")
                .footer("", "Settings come from the command line, then the environment, then what the workbench saved.",
                        "Exit codes: 0 fine, 1 the check failed, 2 usage or configuration, 3 internal, 130 interrupted.");
        add("chat", new ChatCommand(terminal, door));
        add("replay", new ReplayCommand(terminal, door));
        add("export", new ExportCommand(terminal, door));
        add("verify", new VerifyCommand(terminal));
        add("doctor", new DoctorCommand(terminal, door));
        line.setOut(terminal.out()).setErr(terminal.err());
        line.setParameterExceptionHandler((e, _) -> usage(e, terminal.err()));
        line.setExecutionExceptionHandler(problems(terminal.err()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
    }

    /// Adds a command.
    public void add(String name, Object command) {
        line.addSubcommand(name, new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true));
    }

    /// Runs a command and returns its exit code. Without one, the help is shown.
    public int run(String... args) { return args.length == 0 ? line.execute("--help") : line.execute(args); }

    private static int usage(ParameterException e, PrintWriter err) {
        err.println(e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return USAGE;
    }

    private static IExecutionExceptionHandler problems(PrintWriter err) {
        return (e, _, _) -> {
            var code = e instanceof Problem problem ? told(problem, err) : internal(e, err);
            err.flush();
            return code;
        };
    }

    private static int told(Problem problem, PrintWriter err) {
        err.println(problem.what() + ": " + problem.why() + ".");
        err.println(problem.todo() + ".");
        if (problem.getCause() != null) {
            LOG.info("problem: {}", problem.what(), problem.getCause());
        }
        return problem.exit().code();
    }

    private static int internal(Exception e, PrintWriter err) {
        LOG.error("a command failed", e);
        err.println("Something went wrong inside Kintsugi: " + e + ".");
        err.println("The details are in the log file. Nothing that was acknowledged is lost.");
        return INTERNAL;
    }
}
