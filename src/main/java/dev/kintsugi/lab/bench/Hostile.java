package dev.kintsugi.lab.bench;

/// A request that nobody should send. Immutable; the bytes are not to be changed.
///
/// @param kind    what is wrong with it, e.g. `smuggling`
/// @param path    where it goes, as far as it says so
/// @param bytes   what is sent
/// @param manner  how it is sent
/// @param barred  whether it must be refused, so that any 2xx is one too many
/// @param failing whether it asks for a failure itself, so that a 5xx is meant
record Hostile(String kind, String path, byte[] bytes, Manner manner, boolean barred, boolean failing) {
    /// How the client behaves.
    enum Manner {
        /// Sends all of it, and reads to the end.
        ASKING,
        /// Sends all of it, and resets the connection.
        RESETTING,
        /// Sends it in small pieces, and reads to the end.
        DRIPPING
    }
}
