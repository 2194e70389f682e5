package dev.kintsugi.cli;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.people.ApprovalRequest;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.lab.people.Case;
import dev.kintsugi.lab.people.PeopleDesk;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The person in front of the terminal, at the people's desk: is shown what waits, and decides with one line. Used by the
/// thread that reads the terminal.
final class AtTheDesk {
    private static final String NAME = "you";

    private static final int POLL_MS = 50;

    private final Terminal terminal;
    private final PeopleDesk desk;
    private final boolean asks;
    private final Set<String> shown = new HashSet<>();

    /// @param asks whether somebody sits at this terminal who can be asked
    AtTheDesk(Terminal terminal, PeopleDesk desk, boolean asks) {
        this.terminal = terminal;
        this.desk = desk;
        this.asks = asks;
    }

    /// Waits for work, and meanwhile has what it asks of people decided here.
    ///
    /// @param skip what Enter pressed by itself does, as long as nothing waits for a person
    /// @param stop ends the work when the waiting is interrupted
    <T> T await(CompletableFuture<T> work, Runnable skip, Runnable stop) throws IOException {
        while (true) {
            try {
                work.get(POLL_MS, TimeUnit.MILLISECONDS);
                return Command.await(work);
            } catch (ExecutionException _) {
                return Command.await(work);
            } catch (TimeoutException _) {
                if (asks && !serve() && entered()) {
                    skip.run();
                }
            } catch (InterruptedException e) {
                stop.run();
                Thread.currentThread().interrupt();
                throw new Cancelled();
            }
        }
    }

    /// Whether Enter was pressed by itself; what was typed ahead stays for when it is asked for.
    private boolean entered() throws IOException {
        var in = terminal.in();
        if (!in.ready()) {
            return false;
        }
        in.mark(1);
        var c = in.read();
        if (c != '\n' && c != '\r') {
            in.reset();
            return false;
        }
        return true;
    }

    /// Shows what waits for the first time, and takes the line that was typed, if one was. Whether something waits: then
    /// what is typed is for the desk.
    private boolean serve() throws IOException {
        var waiting = desk.cases();
        for (var each : waiting) {
            if (shown.add(each.name())) {
                show(each);
            }
        }
        if (!waiting.isEmpty() && terminal.in().ready()) {
            var line = terminal.in().readLine();
            if (line != null) {
                decide(waiting.getFirst(), line.strip());
            }
        }
        return !waiting.isEmpty();
    }

    private void show(Case each) {
        switch (each) {
            case Case.ToApprove approve -> show(approve.request());
            case Case.ToTakeOver over -> {
                var handoff = over.handoff();
                terminal.line("");
                terminal.line(terminal.paint(Terminal.Tone.STRONG, "This needs a person: " + handoff.failing()));
                say("wanted", handoff.request());
                say("plan", String.join("; ", handoff.plan()));
                say("done", String.join("; ", handoff.done()));
                say("error", handoff.error());
                terminal.line("      answer TEXT, back [NOTE], or key (another credential was supplied): ");
            }
        }
    }

    private void show(ApprovalRequest request) {
        terminal.line("");
        terminal.line(terminal.paint(Terminal.Tone.STRONG, "May " + request.tool() + " act?"
                + (request.amount().isEmpty() ? "" : " " + request.amount())));
        say("does", request.effect());
        say("with", request.arguments());
        say("risk", switch (request.risk()) {
            case READ -> "none, it only looks";
            case EFFECT -> "it changes something";
            case RISKY -> "it cannot be taken back";
        });
        terminal.line("      yes, " + (request.editable() ? "no [REASON], or edit {JSON}" : "or no [REASON]")
                + "; no answer within " + request.patience().toSeconds()
                + " s is a no: ");
    }

    private void say(String what, String text) {
        if (!text.isBlank()) {
            terminal.line(Terminal.wrapped(what + ": " + text, terminal.look().columns(), "      "));
        }
    }

    private void decide(Case each, String line) {
        var words = line.split("\\s+", 2);
        var rest = words.length > 1 ? words[1] : "";
        try {
            switch (words[0].toLowerCase(Locale.ROOT)) {
                case "yes", "y" -> desk.approve(each.name(), NAME);
                case "no", "n" -> desk.reject(each.name(), rest, NAME);
                case "edit" -> desk.edit(each.name(), rest, NAME);
                case "answer" -> desk.answer(each.name(), rest, false, NAME);
                case "back" -> desk.handBack(each.name(), rest, false, NAME);
                case "key" -> desk.handBack(each.name(), rest, true, NAME);
                default -> terminal.line("      '" + words[0] + "' decides nothing; nothing was done.");
            }
        } catch (Problem e) {
            terminal.line("      " + e.what() + ": " + e.why() + ". " + e.todo() + ".");
        }
    }
}
