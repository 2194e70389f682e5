package dev.kintsugi.workbench.inspector;

import dev.kintsugi.domain.event.Entry;
import java.util.Optional;

/// Gives the line of an event exactly as it stands in the log; absent while it is not on disk yet.
@FunctionalInterface
public interface Lines {
    Optional<String> line(Entry entry);
}
