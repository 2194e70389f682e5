package dev.kintsugi.domain.event;

import dev.kintsugi.domain.SessionId;

/// An event with its address. Immutable.
///
/// @param turn     the turn it belongs to, 0 outside turns
/// @param sequence its place in the session, from 1, without gaps
/// @param lab      lab time, milliseconds since 1970
/// @param wall     wall time, milliseconds since 1970
/// @param cause    the sequence of the event that led to it, 0 for none
public record Entry(SessionId session, int turn, long sequence, long lab, long wall, long cause, LabEvent event) {}
