package dev.kintsugi.workbench.settings;

import dev.kintsugi.agent.provider.ProviderSettings;

/// Asks a provider whether it answers.
@FunctionalInterface
public interface ConnectionTest {
    /// One line about what answered and how fast. Throws a [dev.kintsugi.domain.Problem] when nothing did.
    String ask(ProviderSettings provider);
}
