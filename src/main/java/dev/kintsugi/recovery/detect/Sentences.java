package dev.kintsugi.recovery.detect;

/// Sentences of a reading as texts of a bounded length, so that no pattern meets more than it can read in no time.
/// Stateless.
final class Sentences {
    private Sentences() {}

    static String cut(Reading r, int sentence, int longest) {
        int from = r.sentenceStart(sentence);
        return r.text().substring(from, Math.min(r.sentenceEnd(sentence), from + longest));
    }
}
