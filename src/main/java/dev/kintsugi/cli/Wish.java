package dev.kintsugi.cli;

import dev.kintsugi.lab.LabSettings;
import java.util.function.UnaryOperator;

/// What the command line asks for, over the environment and over what was saved. Immutable.
///
/// @param settings changes the settings; throws a [dev.kintsugi.domain.Problem] for values that make no sense
public record Wish(UnaryOperator<LabSettings> settings, ProviderWish provider) {
    /// Nothing was said.
    public static final Wish NONE = new Wish(UnaryOperator.identity(), ProviderWish.NONE);
}
