package dev.kintsugi.cli;

import org.jspecify.annotations.Nullable;

/// What the command line says about who answers. Absent values leave it to the environment and to what was saved.
/// Never holds a key: a command line can be read by everybody on the machine. Immutable.
public record ProviderWish(@Nullable Kind agent, @Nullable String baseUrl, @Nullable String model,
        @Nullable String encoding) {
    public static final ProviderWish NONE = new ProviderWish(null, null, null, null);

    /// Who answers.
    public enum Kind {
        /// The lab's own agent, which needs nothing.
        SCRIPTED,
        /// A real model.
        PROVIDER
    }

    /// The first option that only a provider could use; absent when there is none.
    public @Nullable String forProvider() {
        if (baseUrl != null) {
            return "--base-url";
        }
        return model != null ? "--model" : encoding != null ? "--encoding" : null;
    }
}
