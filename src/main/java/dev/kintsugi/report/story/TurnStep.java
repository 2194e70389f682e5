package dev.kintsugi.report.story;

/// One step of a turn, for people. Immutable.
///
/// @param atMs     lab time since the message, in milliseconds
/// @param text     one line
/// @param detail   more of it, may be empty
/// @param sequence the event it tells
public record TurnStep(long atMs, Mark mark, String text, String detail, long sequence) {
    private static final long EXACT_MS = 100_000;

    static final String SETTING = "Setting changed: ";
    static final String TAKEN_BACK = "A reply that had come in was taken back";

    /// When it was, counted from the message: exactly while that says anything, e.g. `1688 ms` or `21 min 0 s`.
    public String when() { return atMs < EXACT_MS ? atMs + " ms" : Words.seconds(atMs); }

    /// Whether a setting was changed before the turn. Such steps are many and explain little of it.
    public boolean setsSomething() { return mark == Mark.ACTION && text.startsWith(SETTING); }

    /// Whether what had come in of a reply was taken back.
    boolean takesBack() { return mark == Mark.ACTION && text.equals(TAKEN_BACK); }
}
