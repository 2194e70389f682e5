package dev.kintsugi.recovery;

/// How full a bulkhead's compartment is, for showing. Immutable.
///
/// @param service  whose calls it holds: a model or a tool
/// @param width    calls it holds at most
/// @param inside   calls under way
/// @param peak     the most that ever were
/// @param waited   calls that had to wait for a place, whether they got one or not
/// @param rejected calls that found no place
/// @param shared   whether all conversations of a lab use these places
public record Occupancy(String service, int width, int inside, int peak, int waited, int rejected, boolean shared) {}
