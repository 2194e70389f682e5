package dev.kintsugi.report.score;

import java.util.List;
import java.util.Locale;

/// A way to tell broken replies from clean ones: the detectors, and two simple ones that they must beat.
public enum Method {
    /// The detectors of the recovery room.
    DETECTORS {
        @Override
        boolean flags(Examined turn) { return !turn.flagged().isEmpty(); }
    },
    /// Flags every reply: its recall is perfect, and it is of no use.
    EVERYTHING {
        @Override
        boolean flags(Examined turn) { return true; }
    },
    /// Flags a reply that holds a suspicious word, as simple guards do.
    KEYWORDS {
        @Override
        boolean flags(Examined turn) {
            var text = turn.text().toLowerCase(Locale.ROOT);
            return SUSPICIOUS.stream().anyMatch(text::contains);
        }
    };

    private static final List<String> SUSPICIOUS = List.of("according to", "study", "report", "section", "guarantee",
            "always", "never", "everyone", "therefore", "it follows", "consequently", "in other words", "since ",
            "because ", "by the way", "speaking of", "reminds me", "incidentally", "clarify", "can you explain",
            "rephrase", "i'm sorry", "i'm afraid", "i can't", "i cannot", "unable", "decline", "my plan", "approach",
            "step back", "outline", "approved", "confirmed", "in full");

    abstract boolean flags(Examined turn);

    /// For programs, e.g. `keywords`.
    public String wire() { return name().toLowerCase(Locale.ROOT); }
}
