package dev.kintsugi.recovery.detect;

import java.util.List;

/// Sentences with words enough to be held against another, and those among them that deny something: nothing else can
/// say the opposite of a plain sentence. Immutable.
record Sayings(List<Polarity> all, List<Polarity> denials) {
    static Sayings of(List<Polarity> sentences) {
        var all = sentences.stream().filter(Polarity::saysEnough).toList();
        return new Sayings(all, all.stream().filter(Polarity::denies).toList());
    }

    /// Those among which one that says the opposite of this one may be.
    List<Polarity> against(Polarity sentence) { return sentence.denies() || sentence.opposite() != 0 ? all : denials; }
}
