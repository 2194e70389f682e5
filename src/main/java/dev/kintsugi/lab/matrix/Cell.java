package dev.kintsugi.lab.matrix;

/// What became of one failure under one policy. Immutable.
///
/// @param calls  calls on the wire in the failed turn
/// @param millis lab time the turn took
/// @param by     what delivered: `attempt n`, or the pattern that stood in
public record Cell(Saved saved, int calls, long millis, String by) {}
