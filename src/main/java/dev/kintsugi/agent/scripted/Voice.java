package dev.kintsugi.agent.scripted;

import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.model.CallKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Chooses among variants by chance, but rather one that was not said before. The choice never depends on the attempt.
/// Immutable.
///
/// @param style the model's name, so that two models word things differently
/// @param said  what the agent said so far
record Voice(Draws draws, CallKey place, String style, List<String> said) {
    /// One of the variants whose blanks can be filled; empty when there is none.
    Optional<String> say(String purpose, List<String> variants, Map<String, String> known) {
        var possible = possible(variants, known);
        var fresh = possible.stream().filter(text -> !wasSaid(text)).toList();
        return pick(purpose, fresh.isEmpty() ? possible : fresh);
    }

    /// Like [#say], but silent rather than repeating itself.
    Optional<String> sayOnce(String purpose, List<String> variants, Map<String, String> known) {
        return pick(purpose, possible(variants, known).stream().filter(text -> !wasSaid(text)).toList());
    }

    boolean wasSaid(String text) { return said.stream().anyMatch(earlier -> earlier.contains(text)); }

    private static List<String> possible(List<String> variants, Map<String, String> known) {
        return variants.stream().map(variant -> Template.fill(variant, known)).flatMap(Optional::stream).toList();
    }

    private Optional<String> pick(String purpose, List<String> texts) {
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        var at = new DrawKey(place.drawKey(), place.turn().number(), 0, "scripted." + style + "." + purpose);
        return Optional.of(draws.pick(at, texts));
    }
}
