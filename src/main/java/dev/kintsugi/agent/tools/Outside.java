package dev.kintsugi.agent.tools;

import dev.kintsugi.domain.model.Tool;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tools that reach services outside the process, as far as there are any. Implementations are safe for many threads.
public interface Outside {
    /// The ten tools over services, as packs name them.
    Set<String> NAMES = Set
            .copyOf(List.of("search", "weather", "search_movies", "movie_details", "add_event", "list_events",
                    "calculate", "send_message", "receive_messages", "translate"));

    /// No service is running: an agent has none of these tools then.
    Outside NONE = _ -> Optional.empty();

    /// The tool of that name; empty when there is none.
    Optional<Tool> tool(String name);
}
