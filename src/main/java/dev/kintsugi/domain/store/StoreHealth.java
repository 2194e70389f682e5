package dev.kintsugi.domain.store;

import dev.kintsugi.domain.Problem;
import org.jspecify.annotations.Nullable;

/// How a store is. Immutable.
///
/// @param name    what it is, e.g. `H2`
/// @param place   where it is, for people; never holds a credential
/// @param trouble what is wrong, absent while it works
public record StoreHealth(String name, String place, @Nullable Problem trouble) {
    public boolean healthy() { return trouble == null; }
}
