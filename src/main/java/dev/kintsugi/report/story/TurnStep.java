package dev.kintsugi.report.story;

/// One step of a turn, for people. Immutable.
///
/// @param atMs     lab time since the message, in milliseconds
/// @param text     one line
/// @param detail   more of it, may be empty
/// @param sequence the event it tells
public record TurnStep(long atMs, Mark mark, String text, String detail, long sequence) {}
