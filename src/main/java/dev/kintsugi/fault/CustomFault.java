package dev.kintsugi.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.domain.truth.Custom;
import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A fault that somebody made up, as its configuration says. It borrows the effect of one of the twelve modes of its
/// category and may bring its own words, chance, trigger words and parameters. Immutable.
///
/// @param named       its name in the log, with its configuration
/// @param on          its switch
/// @param probability chance in one eligible turn, or in one whose message has a trigger word. Default 0.1, with trigger
///                    words 1
/// @param triggers    words without one of which it does not act by chance, in small letters; empty for always
/// @param texts       what it says instead of the catalogue's texts; `{natural}` stands for the natural reply
/// @param likeness    the mode whose effect it has
/// @param status      the HTTP status of its error where no mode has that one; else 0
/// @param parameters  of that mode
public record CustomFault(Custom named, boolean on, Probability probability, List<String> triggers,
        List<String> texts, FailureMode likeness, int status, Map<String, String> parameters) {
    public CustomFault {
        triggers = List.copyOf(triggers);
        texts = List.copyOf(texts);
        parameters = Map.copyOf(parameters);
    }

    /// Reads its configuration. Throws a [Problem] that names the key that makes no sense.
    public static CustomFault of(Custom named, boolean on) {
        var config = new FaultConfig(named.config());
        var likeness = Likeness.of(named.category(), config);
        var triggers = config.triggers();
        var chance = config.probability().orElse(triggers.isEmpty() ? new Probability(100_000) : Probability.ONE);
        var parameters = Likeness.parameters(likeness, named.category(), config);
        Modes.check(likeness, parameters);
        return new CustomFault(named, on, chance, triggers, config.texts(), likeness,
                Likeness.status(named.category(), likeness, config), parameters);
    }

    /// The same from what is typed into a row. Throws a [Problem] for a bad name or category too.
    public static CustomFault of(String name, String category, String config, boolean on) {
        try {
            return of(new Custom(name, Category.valueOf(category(category)), config), on);
        } catch (IllegalArgumentException e) {
            throw new Problem("The fault '" + FaultConfig.shortened(name) + "' cannot be used",
                    String.valueOf(e.getMessage()), "Choose another", e);
        }
    }

    private static String category(String wire) {
        for (var category : Category.values()) {
            if (category.wire().equals(wire)) {
                return category.name();
            }
        }
        throw new Problem("Unknown failure type '" + FaultConfig.shortened(wire) + "'", "no such category exists",
                "Use one of: output_quality, behavioral, integration, resource");
    }

    public String name() { return named.name(); }

    /// As a setting's text; [#parse] reads it back.
    String text() { return FaultConfig.setting(named, on); }

    static CustomFault parse(String name, String text) {
        JsonNode tree = FaultConfig.tree(text);
        return of(name, tree.path("failure_type").asText(), tree.path("config").toString(),
                tree.path("enabled").asBoolean());
    }

    /// Whether chance may act on this message: one of the trigger words stands in it as a word, or there are none.
    boolean triggered(String message) {
        if (triggers.isEmpty()) {
            return true;
        }
        var small = message.toLowerCase(Locale.ROOT);
        return triggers.stream().anyMatch(t -> stands(small, t));
    }

    private static boolean stands(String message, String word) {
        for (var at = message.indexOf(word); at >= 0; at = message.indexOf(word, at + 1)) {
            var end = at + word.length();
            if ((at == 0 || !Character.isLetterOrDigit(message.codePointBefore(at)))
                    && (end == message.length() || !Character.isLetterOrDigit(message.codePointAt(end)))) {
                return true;
            }
        }
        return false;
    }

    /// The settings in which the borrowed mode has this fault's parameters.
    FaultSettings over(FaultSettings settings) {
        return settings.withMode(likeness, new ModeSettings(true, probability, parameters));
    }

    Fault fault() {
        if (status > 0) {
            return new OtherStatus(status);
        }
        var fault = Modes.fault(likeness);
        return fault instanceof Rewrite like && !texts.isEmpty() ? new Told(like) : fault;
    }
}
