package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import picocli.CommandLine;

/// Opens the workbench with options. Without any it needs no command.
@CommandLine.Command(description = "Open the workbench, as kintsugi without a command does.", mixinStandardHelpOptions = true, footer = {
        "", "The word window may be left out: kintsugi --data DIR", "",
        "Without a display the insurance case is played here instead."})
final class WindowCommand extends Command {
    private final WindowOpener opener;

    WindowCommand(Terminal terminal, LabDoor door, WindowOpener opener) {
        super(terminal, door);
        this.opener = opener;
    }

    @Override
    int run() {
        if (options.json) {
            throw new Problem("The window has no answer for a program", "it is for people, with or without --json",
                    "Name a command, e.g. kintsugi replay demos/insurance --json; kintsugi --help lists them");
        }
        return opener.open(options.data, options.wish());
    }
}
