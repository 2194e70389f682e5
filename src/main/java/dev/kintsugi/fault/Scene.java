package dev.kintsugi.fault;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.text.Dice;
import java.util.List;

/// What an effect may look at besides the reply: its settings, its dice, and what it said in earlier turns. Immutable.
record Scene(FailureMode mode, FaultSettings settings, Dice dice, List<String> said) {
    String parameter(String name) { return settings.parameter(mode, name); }

    long number(String name) { return settings.number(mode, name); }

    List<String> words(String name) { return Parameter.words(parameter(name)); }

    /// What to say: a text of that kind for the domain that the reply speaks of.
    String text(String kind, String natural) { return dice.pick(kind, catalogue().texts(kind, Domains.of(natural))); }

    Catalogue catalogue() { return Catalogue.of(mode); }
}
