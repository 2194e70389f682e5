package dev.kintsugi.fault;

import dev.kintsugi.domain.truth.Failure;
import java.util.ArrayList;
import java.util.List;

/// A behavioral fault that goes on over turns as one fault. Immutable.
///
/// @param sinceTurn the turn it began in
/// @param turns     turns it was decided for, the first included
/// @param forced    whether someone asked for it: then switching chance off does not end it
/// @param texts     what it said so far, the first first; how a poisoned history is recognised
public record LiveFault(Failure mode, int sinceTurn, int turns, boolean forced, List<String> texts) {
    private static final int KEPT = 8;

    public LiveFault {
        texts = List.copyOf(texts);
    }

    LiveFault again(boolean nowForced) { return new LiveFault(mode, sinceTurn, turns + 1, forced || nowForced, texts); }

    LiveFault said(String text) {
        if (text.isEmpty() || texts.contains(text) || texts.size() == KEPT) {
            return this;
        }
        var all = new ArrayList<>(texts);
        all.add(text);
        return new LiveFault(mode, sinceTurn, turns, forced, all);
    }
}
