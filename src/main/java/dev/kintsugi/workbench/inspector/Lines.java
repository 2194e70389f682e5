package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.event.Entry;
import java.util.Optional;

/// Gives the line of an event exactly as it stands in the log; absent while it is not on disk yet. Reads the store, which may
/// wait: never asked on the window's thread. Throws a [dev.kintsugi.domain.Problem] when it cannot be read.
@FunctionalInterface
public interface Lines {
    Optional<String> line(Entry entry);
}
