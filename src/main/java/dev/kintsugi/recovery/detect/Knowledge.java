package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.model.Passage;
import java.util.List;

/// What an agent was given to know, read for facts once. Immutable.
public record Knowledge(List<Passage> passages, String agent) {
    public Knowledge {
        passages = List.copyOf(passages);
    }

    public static Knowledge of(List<Passage> passages, String agent) { return new Knowledge(passages, agent); }
}
