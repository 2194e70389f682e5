package dev.kintsugi.domain;

import org.jspecify.annotations.Nullable;

/// The lab's own trouble, told to a person: what happened, why, and what to do. (The agent's failures are
/// [dev.kintsugi.domain.error.AgentError]s.)
///
/// [Exit] says which exit code a terminal command ends with. Immutable but for the stack trace.
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Whose mistake it is, which decides the exit code: 2 for what the user can mend, 3 for what we must.
    public enum Exit {
        /// What was asked for makes no sense, or cannot be done so.
        USAGE(2),
        /// Somebody else was quicker: asked again, it may go well.
        CONFLICT(2),
        /// What it needs (a store, a disk) does not work at the moment: asked again later, it may go well.
        UNAVAILABLE(2),
        /// Ours.
        INTERNAL(3);

        private final int code;

        Exit(int code) { this.code = code; }

        public int code() { return code; }
    }

    private final String what;
    private final String why;
    private final String todo;
    private final Exit exit;

    public Problem(String what, String why, String todo, Exit exit, @Nullable Throwable cause) {
        super(what + ": " + unstopped(why) + ". " + unstopped(todo), cause);
        this.what = what;
        this.why = unstopped(why);
        this.todo = unstopped(todo);
        this.exit = exit;
    }

    /// A problem that the user can mend.
    public Problem(String what, String why, String todo) { this(what, why, todo, Exit.USAGE, null); }

    /// A problem that the user can mend, with the exception that told of it.
    public Problem(String what, String why, String todo, Throwable cause) { this(what, why, todo, Exit.USAGE, cause); }

    /// Whoever shows a problem ends its sentences; what another program said may have ended already.
    private static String unstopped(String words) {
        return words.endsWith(".") && !words.endsWith("..") ? words.substring(0, words.length() - 1) : words;
    }

    public String what() { return what; }

    public String why() { return why; }

    public String todo() { return todo; }

    public Exit exit() { return exit; }
}
