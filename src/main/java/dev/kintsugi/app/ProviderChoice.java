package dev.kintsugi.app;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.agent.provider.ProviderPreset;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.cli.ProviderWish;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.AgentSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which agent answers: a provider when the command line, the environment (an address or a key) or the saved settings
/// name one, else the scripted agent. Address, model and encoding are settled one by one. Immutable.
record ProviderChoice(Environment environment, KeyFile keys) {
    private static final String URL = "AI_BASE_URL";
    private static final String MODEL = "AI_MODEL";
    private static final String ENCODING = "AI_ENCODING";

    AgentSettings change(AgentSettings saved, ProviderWish wish) {
        environment.value(ENCODING).ifPresent(name -> named(ENCODING, () -> Tokens.ofEncoding(name)));
        var scripted = wish.agent() == ProviderWish.Kind.SCRIPTED;
        if (!scripted && wanted(saved, wish)) {
            return saved.withProvider(provider(saved.provider(), wish));
        }
        if (wish.forProvider() != null) {
            throw new Problem(wish.forProvider() + " has no effect",
                    scripted ? "--agent scripted asks no provider" : "no provider is chosen",
                    scripted ? "Leave one of them out" : "Add --agent provider or --base-url, or set " + URL);
        }
        return saved.withProvider(null);
    }

    /// What is set and has no effect on these settings.
    List<String> unused(AgentSettings chosen) {
        return !chosen.scripted()
                ? List.of()
                : Stream.of(MODEL, ENCODING).filter(name -> environment.value(name).isPresent())
                        .map(name -> name + " is set, but no provider is chosen: it has no effect. Set " + URL + " or "
                                + KeyFile.VARIABLE + " too, or unset it.")
                        .toList();
    }

    private boolean wanted(AgentSettings saved, ProviderWish wish) {
        return saved.provider() != null || wish.agent() == ProviderWish.Kind.PROVIDER || wish.baseUrl() != null
                || environment.value(URL).isPresent() || environment.value(KeyFile.VARIABLE).isPresent();
    }

    private ProviderSettings provider(@Nullable ProviderSettings saved, ProviderWish wish) {
        var chosen = at(saved, wish);
        var model = first(wish.model(), environment.value(MODEL));
        var modelled = model.map(m -> chosen.withModels(m, others(chosen, m))).orElse(chosen);
        var encoding = first(wish.encoding(), environment.value(ENCODING));
        return named(wish.encoding() == null ? ENCODING : "--encoding",
                () -> encoding.map(modelled::withEncoding).orElse(modelled)).withKey(key());
    }

    private ProviderSettings at(@Nullable ProviderSettings saved, ProviderWish wish) {
        var url = first(wish.baseUrl(), environment.value(URL));
        if (url.isEmpty()) {
            return saved != null ? saved : ProviderPreset.DEEPSEEK.settings(Secret.NONE);
        }
        return named(wish.baseUrl() == null ? URL : "--base-url", () -> fresh(saved, url.get(), wish));
    }

    private ProviderSettings fresh(@Nullable ProviderSettings saved, String url, ProviderWish wish) {
        var known = ProviderPreset.at(url).map(p -> p.settings(Secret.NONE));
        var model = first(wish.model(), environment.value(MODEL)).or(() -> known.map(ProviderSettings::model));
        var there = ProviderSettings.at(url, Secret.NONE, model.orElse("default"));
        if (saved != null && saved.baseUrl().equals(there.baseUrl())) {
            return saved;
        }
        if (model.isEmpty() && !there.onThisMachine()) {
            throw new Problem("No model is chosen", "nobody knows which one " + there.address() + " has",
                    "Set " + MODEL + ", or use --model");
        }
        return there.withModels(there.model(), known.map(k -> others(k, there.model())).orElse(List.of()));
    }

    /// The models to fall back to: all that are known there but the one that is asked first.
    private static List<String> others(ProviderSettings provider, String model) {
        return provider.fallbackModels().stream().filter(m -> !m.equals(model)).toList();
    }

    private Secret key() {
        var variable = environment.value(KeyFile.VARIABLE);
        return variable.isPresent()
                ? named(KeyFile.VARIABLE, () -> Secret.of(variable.get()))
                : keys.read().orElse(Secret.NONE);
    }

    private static Optional<String> first(@Nullable String wished, Optional<String> variable) {
        return wished == null ? variable : Optional.of(wished);
    }

    /// What the value gives; its problem names where the value came from.
    private static <T> T named(String source, Supplier<T> value) {
        try {
            return value.get();
        } catch (Problem e) {
            throw e.what().startsWith("No model") ? e : new Problem(source + " cannot be used", e.why(), e.todo(), e);
        }
    }
}
