package dev.kintsugi.agent.scripted;

import dev.kintsugi.agent.pack.Intent;
import dev.kintsugi.agent.pack.Offer;
import java.util.List;
import java.util.Optional;

/// What a message means in its place. Immutable.
///
/// @param intents  what is wanted, at most two; empty when that is not understood
/// @param declined the offer that was turned down
/// @param area     what the talk was about before this message; empty at first
/// @param matter   what it is about: the main intent, or behind small talk the one before
/// @param flow     index of the line with which the present matter began
record Meaning(List<Intent> intents, Optional<Offer> declined, String area, Optional<Intent> matter, int flow) {
    static final Meaning NONE = new Meaning(List.of(), Optional.empty(), "", Optional.empty(), 0);

    /// What the talk is about after this message.
    String areaAfter() {
        return intents.stream().filter(intent -> !intent.small() && !intent.area().isEmpty()).map(Intent::area)
                .findFirst()
                .orElse(area);
    }
}
