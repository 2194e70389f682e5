package dev.kintsugi.fault;

import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.text.Dice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an effect may look at besides the reply: its settings, its dice, and what it said in earlier turns. Immutable.
///
/// @param mode the mode whose effect it has
/// @param made the made-up fault that borrows it, absent for the mode itself
record Scene(FailureMode mode, @Nullable CustomFault made, FaultSettings settings, Dice dice, List<String> said) {
    /// What it is called in the log.
    Failure named() { return made == null ? mode : made.named(); }

    Fault fault() { return made == null ? Modes.fault(mode) : made.fault(); }

    /// What a made-up fault says in place of the catalogue's texts; empty for none.
    List<String> ownTexts() { return made == null ? List.of() : made.texts(); }

    String parameter(String name) { return settings.parameter(mode, name); }

    long number(String name) { return settings.number(mode, name); }

    List<String> words(String name) { return Parameter.words(parameter(name)); }

    /// What to say: a text of that kind for the domain that the reply speaks of.
    String text(String kind, String natural) { return dice.pick(kind, catalogue().texts(kind, Domains.of(natural))); }

    Catalogue catalogue() { return Catalogue.of(mode); }
}
