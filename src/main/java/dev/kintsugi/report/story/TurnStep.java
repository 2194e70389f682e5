package dev.kintsugi.report.story;

/// One step of a turn, for people. Immutable.
///
/// @param atMs     lab time since the message, in milliseconds
/// @param text     one line
/// @param detail   more of it, may be empty
/// @param sequence the event it tells
public record TurnStep(long atMs, Mark mark, String text, String detail, long sequence) {
    static final String SETTING = "Setting changed: ";

    /// Whether a setting was changed before the turn. Such steps are many and explain little of it.
    public boolean setsSomething() { return mark == Mark.ACTION && text.startsWith(SETTING); }
}
