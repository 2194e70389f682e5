package dev.kintsugi.cli;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Shell;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.report.story.PeopleCount;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.story.Words;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Talks to the agent: one turn for a script, or a conversation.
@CommandLine.Command(description = "Talk to the agent: one turn with --message, else a conversation.", mixinStandardHelpOptions = true, footer = {
        "", "In a conversation, /force MODE breaks the next answer, /skip ends a wait, /reset forgets, /quit ends.",
        "",
        "Lines from a pipe are turns, one a line; the end of the input ends the conversation.", "",
        "Exit code 1: the message, or one of the lines, got no answer: a provider is down, or a failure was not mended.",
        "",
        "Examples:",
        "  kintsugi chat --recovery on",
        "  kintsugi chat --failure-mode hallucination --message \"Where is my claim?\"",
        "  kintsugi chat --base-url http://127.0.0.1:11434/v1 --model llama3.2"})
final class ChatCommand extends Command {
    @Option(names = "--session", paramLabel = "ID", description = "The session to go on with, or the name of a new one.")
    @Nullable
    String session;

    @Option(names = "--message", paramLabel = "TEXT", description = "Take one turn with this message.")
    @Nullable
    String message;

    @Option(names = "--failure-mode", paramLabel = "MODE", description = "Force this failure on the turn (in a conversation, on the first), or normal for none. One of: hallucination, incorrect_reasoning, off_topic, infinite_loop, stuck_pattern, refusing_progress, api_timeout, auth_error, service_unavailable, token_limit, memory_exhaustion, rate_limiting.")
    @Nullable
    String mode;

    @Option(names = "--speak", arity = "0..1", fallbackValue = "auto", paramLabel = "PROGRAM", description = "Speak the replies through an installed speech program (espeak-ng, espeak, say, Windows speech), or one that reads from its input. Off by default.")
    @Nullable
    String speak;

    ChatCommand(Terminal terminal, LabDoor door) { super(terminal, door); }

    @Override
    int run() {
        var forced = mode == null || mode.equals("normal") ? null : FailureMode.of(mode);
        if (options.json && message == null) {
            throw new Problem("--json needs --message", "a conversation is for people, one turn is for programs",
                    "Add --message TEXT, or leave --json out");
        }
        if (message != null && message.isBlank()) {
            throw new Problem("The message is empty", "an agent cannot answer nothing",
                    "Write something after --message");
        }
        var id = session == null ? null : id(session);
        try (var lab = onDisk()) {
            return talk(lab, session(lab, id), forced);
        }
    }

    private int talk(Lab lab, Session open, @Nullable FailureMode forced) {
        try {
            return message != null
                    ? once(lab, open, message, forced)
                    : new Conversation(terminal, lab, open, new Voice(terminal, speak), again(open)).run(forced);
        } catch (IOException e) {
            throw new Problem("The conversation broke off", "the terminal cannot be read: " + e.getMessage(),
                    "What was said is saved; go on with: " + again(open), e);
        }
    }

    private String again(Session open) {
        return "kintsugi chat --session " + open.id() + options.again()
                + (speak == null ? "" : " --speak " + Shell.word(speak));
    }

    private Session session(Lab lab, @Nullable SessionId id) {
        var spec = SessionSpec.of(lab.settings());
        if (id == null) {
            return lab.begin(spec);
        }
        return lab.knows(id) ? opened(lab, id) : begunOrOpened(lab, spec.named(id), id);
    }

    /// Another lab on the same store may begin it first.
    private Session begunOrOpened(Lab lab, SessionSpec spec, SessionId id) {
        try {
            var begun = lab.begin(spec);
            if (message == null) {
                terminal.notice("There is no session " + id + " here: it is begun now.");
            }
            return begun;
        } catch (Problem e) {
            if (e.exit() != Problem.Exit.CONFLICT) {
                throw e;
            }
            return opened(lab, id);
        }
    }

    private Session opened(Lab lab, SessionId id) {
        var open = lab.open(id);
        if (!options.json) {
            interrupted(open);
        }
        if (options.pack != null && !Packs.place(options.pack).equals(open.spec().agent().pack())) {
            throw new Problem("Session '" + id + "' cannot go on with the pack " + options.pack,
                    "its agent knows the pack " + open.spec().agent().pack() + ", and was asked by it so far",
                    "Leave --pack out, or begin a session under another name");
        }
        var context = open.spec().agent().contextWindow();
        if (options.context != null && options.context != context) {
            throw new Problem("Session '" + id + "' cannot go on with a context of " + options.context + " tokens",
                    "its agent was asked with one of " + context + " so far",
                    "Leave --context out, or begin a session under another name");
        }
        if (options.seed != null && options.seed != open.spec().seed()) {
            terminal.notice(
                    "Session " + id + " keeps the seed " + open.spec().seed() + ": --seed has no effect on it.");
        }
        if (options.recovery != null) {
            await(open.policy(options.recovery));
        }
        return open;
    }

    /// Says so when the last turn never ended: the process was killed, or someone stopped it.
    private void interrupted(Session open) {
        var turns = open.turns();
        if (!turns.isEmpty() && turns.getLast().state() == TurnStory.State.INTERRUPTED) {
            var last = turns.getLast();
            terminal.line(terminal.paint(Terminal.Tone.QUIET, "Turn " + last.number() + " was interrupted: \""
                    + last.message().value().strip() + "\" got no answer."));
        }
    }

    private int once(Lab lab, Session open, String text, @Nullable FailureMode forced) throws IOException {
        var turn = turn(lab, open, text, forced);
        if (options.json) {
            terminal.json(json(open, turn));
        } else {
            new TurnText(terminal).print(turn);
        }
        new Voice(terminal, speak).say(open, turn);
        return code(turn);
    }

    /// Whoever sits at the terminal can skip what is waited for, and is asked what only people can tell.
    private TurnStory turn(Lab lab, Session open, String text, @Nullable FailureMode forced) throws IOException {
        if (options.json) {
            return await(open.say(text, forced));
        }
        try (var _ = terminal.interactive() ? lab.desk().attend() : null;
                var _ = lab.watch(news -> live(terminal, news))) {
            return new AtTheDesk(terminal, lab.desk(), terminal.interactive())
                    .await(open.say(text, forced), open::skipWait, open::stop);
        }
    }

    /// An error, or words in place of a reply, are no answer.
    static int code(TurnStory turn) {
        return turn.deliveredStatus() != null && turn.deliveredStatus().answers() ? 0 : FAILED;
    }

    private static Map<String, Object> json(Session open, TurnStory turn) {
        var out = new LinkedHashMap<String, Object>();
        out.put("session_id", open.id().value());
        out.putAll(TurnJson.of(turn));
        out.put("recovery_policy", open.policyName());
        out.put("people", PeopleCount.of(open.turns()).fields());
        return out;
    }

    /// What is printed while a turn is under way. Called from the lab's threads.
    static void live(Terminal terminal, LabNews news) {
        if (news instanceof LabNews.Waiting w && w.planned().toMillis() >= 1000) {
            terminal.line(terminal.paint(Terminal.Tone.QUIET,
                    "      waiting " + Words.seconds(w.planned().toMillis())
                            + (terminal.interactive() && w.reason() != WaitReason.PERSON
                                    ? " (press Enter to skip)"
                                    : "")));
        }
    }
}
