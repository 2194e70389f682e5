package dev.kintsugi.agent.provider;

import com.knuddels.jtokkit.api.EncodingType;
import dev.kintsugi.domain.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where a provider is and how it is asked. Immutable. Bad values give a [Problem].
///
/// @param name           what people call the provider
/// @param baseUrl        http or https, up to and without the `/chat/completions`
/// @param key            may be [Secret#NONE]
/// @param keyNeeded      whether a call without a key is refused before it is made
/// @param model          the preferred model
/// @param fallbackModels other models of this provider, in order of preference
/// @param encoding       token encoding, e.g. `cl100k_base`; empty chooses by model
/// @param connectTimeout for the connection. Default 10 s
/// @param readTimeout    for the first piece of an answer. Default 60 s
/// @param stallTimeout   between two pieces of an answer. Default 20 s
/// @param contextWindow  tokens of prompt and answer together; 0, the default, looks it up by model
public record ProviderSettings(String name, String baseUrl, Secret key, boolean keyNeeded, String model,
        List<String> fallbackModels, String encoding, Duration connectTimeout, Duration readTimeout,
        Duration stallTimeout, int contextWindow) {
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(60);
    public static final Duration STALL_TIMEOUT = Duration.ofSeconds(20);

    public ProviderSettings {
        baseUrl = cleanUrl(baseUrl);
        fallbackModels = List.copyOf(fallbackModels);
        if (model.isBlank()) {
            throw new Problem("No model is chosen", "the provider has to be told which model to ask",
                    "Set AI_MODEL, or choose one in Settings");
        }
        positive("connect timeout", connectTimeout);
        positive("read timeout", readTimeout);
        positive("stall timeout", stallTimeout);
        if (!encoding.isEmpty() && EncodingType.fromName(encoding).isEmpty()) {
            throw new Problem("Unknown token encoding '" + encoding + "'", "we have no such encoding",
                    "Set AI_ENCODING to cl100k_base or o200k_base, or leave it out");
        }
        if (contextWindow < 0) {
            throw new Problem("The context window cannot be used", "it is negative", "Use tokens, or 0 to look it up");
        }
    }

    /// A provider at an address, defaults for all else; it needs a key unless it is on this machine.
    public static ProviderSettings at(String baseUrl, Secret key, String model) {
        var clean = cleanUrl(baseUrl);
        var preset = ProviderPreset.at(clean);
        return new ProviderSettings(preset.map(ProviderPreset::title).orElseGet(() -> URI.create(clean).getHost()),
                clean, key, preset.map(ProviderPreset::keyNeeded).orElse(!isLoopback(clean)), model, List.of(), "",
                CONNECT_TIMEOUT, READ_TIMEOUT, STALL_TIMEOUT, 0);
    }

    /// Host and port, for messages.
    public String address() {
        var uri = URI.create(baseUrl);
        var port = uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
        return uri.getHost() + ":" + port;
    }

    /// All models, the preferred first, none twice.
    public List<String> models() {
        var all = new ArrayList<>(List.of(model));
        all.addAll(fallbackModels);
        return all.stream().distinct().toList();
    }

    /// Tokens that prompt and answer may have together with this model.
    public int contextWindowOf(String ofModel) {
        return contextWindow > 0 ? contextWindow : ContextWindows.of(ofModel);
    }

    /// What the `authorization` header says; empty without a key. For a request's header and nothing else.
    public Optional<String> authorization() {
        return key.isEmpty() ? Optional.empty() : Optional.of("Bearer " + key.reveal());
    }

    /// What the `x-api-key` header of Anthropic's says; empty without a key. For a request's header and nothing else.
    public Optional<String> apiKey() { return key.isEmpty() ? Optional.empty() : Optional.of(key.reveal()); }

    public boolean keyMissing() { return keyNeeded && key.isEmpty(); }

    public boolean onThisMachine() { return isLoopback(baseUrl); }

    public ProviderSettings withKey(Secret other) {
        return new ProviderSettings(name, baseUrl, other, keyNeeded, model, fallbackModels, encoding, connectTimeout,
                readTimeout, stallTimeout, contextWindow);
    }

    public ProviderSettings withModels(String preferred, List<String> others) {
        return new ProviderSettings(name, baseUrl, key, keyNeeded, preferred, others, encoding, connectTimeout,
                readTimeout, stallTimeout, contextWindow);
    }

    public ProviderSettings withEncoding(String other) {
        return new ProviderSettings(name, baseUrl, key, keyNeeded, model, fallbackModels, other, connectTimeout,
                readTimeout, stallTimeout, contextWindow);
    }

    public ProviderSettings withContextWindow(int tokens) {
        return new ProviderSettings(name, baseUrl, key, keyNeeded, model, fallbackModels, encoding, connectTimeout,
                readTimeout, stallTimeout, tokens);
    }

    public ProviderSettings withTimeouts(Duration connect, Duration read, Duration stall) {
        return new ProviderSettings(name, baseUrl, key, keyNeeded, model, fallbackModels, encoding, connect, read,
                stall, contextWindow);
    }

    static boolean isLoopback(String url) {
        var host = URI.create(url).getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.endsWith(".localhost") || host.equals("[::1]")
                || host.matches("127(\\.\\d{1,3}){3}");
    }

    static String cleanUrl(String text) {
        var uri = parse(text.strip());
        var web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null
                || uri.getFragment() != null || uri.getPort() > 65_535) {
            throw badUrl();
        }
        var path = uri.getPath().replaceAll("/+$", "");
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority() + path;
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            throw badUrl();
        }
    }

    /// Neither the address nor the exception that repeats it is handed on: people paste keys into addresses.
    private static Problem badUrl() {
        return new Problem("The provider's address cannot be used",
                "it is not of the form https://host/path, or it holds a name, a password or a query",
                "Use an address like https://api.deepseek.com/v1 (AI_BASE_URL)");
    }

    private static void positive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new Problem("The " + what + " cannot be used", "it is not longer than nothing",
                    "Give it at least a millisecond");
        }
    }
}
