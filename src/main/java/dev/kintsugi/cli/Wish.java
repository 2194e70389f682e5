package dev.kintsugi.cli;

import dev.kintsugi.lab.LabSettings;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What the command line asks for, over the environment and over what was saved. Immutable.
///
/// @param options  which options were given, e.g. `--seed`
/// @param settings changes the settings; throws a [dev.kintsugi.domain.Problem] for values that make no sense
public record Wish(Set<String> options, UnaryOperator<LabSettings> settings, ProviderWish provider) {
    /// Nothing was said.
    public static final Wish NONE = new Wish(Set.of(), UnaryOperator.identity(), ProviderWish.NONE);

    public Wish {
        options = Set.copyOf(options);
    }
}
