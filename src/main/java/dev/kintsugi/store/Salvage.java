package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Saves what can be read of a damaged database.
final class Salvage {
    private Salvage() {}

    static Problem of(DataFolder folder, Supplier<Handle> fresh) { throw new Problem("" + folder, "" + fresh, ""); }
}
