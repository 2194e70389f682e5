package dev.kintsugi.agent.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import dev.kintsugi.domain.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Counts tokens exactly for one encoding, and reads them. Immutable and safe for many threads; the first use of an encoding
/// loads it.
public final class Tokens {
    private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();

    private static final Map<EncodingType, WordCounts> COUNTS = new ConcurrentHashMap<>();

    private final EncodingType type;
    private final WordCounts counts;

    private Tokens(EncodingType type) {
        this.type = type;
        this.counts = COUNTS.computeIfAbsent(type,
                t -> new WordCounts(REGISTRY.getEncoding(t)::countTokensOrdinary));
    }

    /// For an encoding's name (`cl100k_base`, `p50k_base`, `r50k_base`, `o200k_base`). Throws a [Problem] for others.
    public static Tokens ofEncoding(String name) {
        return new Tokens(EncodingType.fromName(name).orElseThrow(() -> new Problem(
                "Unknown token encoding '" + name + "'", "no encoding of this name is known",
                "Use one of: " + Arrays.stream(EncodingType.values()).map(EncodingType::getName)
                        .collect(Collectors.joining(", ")))));
    }

    /// For a model's name: `o200k_base` for gpt-4o and later OpenAI models, `cl100k_base` for all others.
    public static Tokens ofModel(String model) {
        var name = model.toLowerCase(Locale.ROOT);
        var modern = name.matches(".*(gpt-4o|gpt-4\\.1|gpt-4\\.5|gpt-5|chatgpt-4o|\\bo[134]\\b|\\bo[134]-|gpt-oss).*");
        return new Tokens(modern ? EncodingType.O200K_BASE : EncodingType.CL100K_BASE);
    }

    /// Tokens of a text; special tokens count as the ordinary text they look like.
    public int count(String text) { return counts.count(wellFormed(text)); }

    /// The text that these tokens are; empty when one of them is none.
    public Optional<String> text(int[] tokens) {
        var list = new IntArrayList(tokens.length);
        for (var token : tokens) {
            list.add(token);
        }
        try {
            return Optional.of(REGISTRY.getEncoding(type).decode(list));
        } catch (NullPointerException _) {
            // The library's way to say that there is no such token.
            return Optional.empty();
        }
    }

    /// Half a character, which no model can be sent, counts as the sign that stands for it.
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }
}
