package dev.kintsugi.app;

import dev.kintsugi.cli.Cli;
import dev.kintsugi.cli.Terminal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// The one entry point: a command's name opens the terminal, none opens the workbench.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        var terminal = new Terminal(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8), System.console() != null,
                System.console() != null);
        System.exit(new Cli(terminal, new LocalDoor()).run(args));
    }
}
