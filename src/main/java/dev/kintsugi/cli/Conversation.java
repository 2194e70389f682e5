package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Session;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A conversation in the terminal, line by line, until the user ends it.
final class Conversation {
    private final Terminal terminal;
    private final Lab lab;
    private final Session session;
    private final Voice voice;
    private final String again;
    private final AtTheDesk desk;
    private @Nullable FailureMode next;
    private int code;

    /// @param again the command that goes on with it
    Conversation(Terminal terminal, Lab lab, Session session, Voice voice, String again) {
        this.again = again;
        this.voice = voice;
        this.terminal = terminal;
        this.lab = lab;
        this.session = session;
        this.desk = new AtTheDesk(terminal, lab.desk(), terminal.interactive());
    }

    /// Returns 0, and for a script, which lines from a pipe are, the gravest exit code of those that could not be done or got
    /// no answer.
    int run(@Nullable FailureMode forced) throws IOException {
        next = forced;
        terminal.line("You are talking to " + session.agentName() + " (" + session.model()
                + (session.simulated() ? ", simulated" : "") + "), recovery " + session.policyName() + ", session "
                + session.id() + ".");
        terminal.line("/force MODE breaks the next answer, /help lists the rest, /quit ends.");
        try (var _ = terminal.interactive() ? lab.desk().attend() : null;
                var _ = lab.watch(news -> ChatCommand.live(terminal, news))) {
            String line;
            while (!terminal.gone() && (line = prompt()) != null && !line.strip().equals("/quit")) {
                answer(line.strip());
            }
        }
        terminal.line("Go on with: " + again);
        return terminal.interactive() ? 0 : code;
    }

    private @Nullable String prompt() throws IOException {
        terminal.out().print(terminal.interactive() ? "\nYou   " : "");
        terminal.out().flush();
        return terminal.in().readLine();
    }

    private void answer(String line) throws IOException {
        try {
            if (line.startsWith("/")) {
                command(line);
            } else if (!line.isEmpty()) {
                var forced = next;
                next = null;
                var turn = desk.await(session.say(line, forced), session::skipWait, session::stop);
                new TurnText(terminal).print(turn);
                voice.say(session, turn);
                code = Math.max(code, ChatCommand.code(turn));
            }
        } catch (Problem e) {
            code = Math.max(code, terminal.told(e));
        }
    }

    private void command(String line) {
        var words = line.split("\\s+", 2);
        switch (words[0]) {
            case "/force" -> {
                next = FailureMode.of(words.length > 1 ? words[1] : "");
                terminal.line("The next answer fails by " + next.title().toLowerCase(Locale.ROOT) + ".");
            }
            case "/reset" -> {
                Command.await(session.reset());
                terminal.line("The agent has forgotten the conversation.");
            }
            case "/skip" -> session.skipWait();
            case "/help" -> terminal.line("/force MODE, /skip, /reset, /quit. Modes: "
                    + Arrays.stream(FailureMode.values()).map(FailureMode::wire)
                            .collect(Collectors.joining(", ")));
            default -> throw new Problem("There is no command " + words[0], "it is none of the words that start with /",
                    "Type /help");
        }
    }
}
