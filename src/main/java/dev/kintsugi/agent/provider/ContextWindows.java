package dev.kintsugi.agent.provider;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/// How many tokens prompt and answer may have together, by the beginning of a model's name; the longest one that fits
/// counts. Figures are those the makers publish; a server may be started with less. Stateless.
final class ContextWindows {
    /// For models the table does not know.
    static final int DEFAULT = 128_000;

    private static final Map<String, Integer> BY_PREFIX = Map.ofEntries(Map.entry("gpt-3.5-turbo", 16_385),
            Map.entry("gpt-4", 8_192), Map.entry("gpt-4-32k", 32_768), Map.entry("gpt-4-turbo", 128_000),
            Map.entry("gpt-4o", 128_000), Map.entry("gpt-4.1", 1_047_576), Map.entry("gpt-5", 400_000),
            Map.entry("gpt-oss", 131_072), Map.entry("o1", 200_000), Map.entry("o3", 200_000),
            Map.entry("o4", 200_000), Map.entry("deepseek", 131_072), Map.entry("llama2", 4_096),
            Map.entry("llama3", 8_192), Map.entry("llama3.1", 131_072), Map.entry("llama3.2", 131_072),
            Map.entry("llama3.3", 131_072), Map.entry("qwen2.5", 32_768), Map.entry("qwen3", 40_960),
            Map.entry("mistral", 32_768), Map.entry("mixtral", 32_768), Map.entry("gemma2", 8_192),
            Map.entry("gemma3", 131_072), Map.entry("phi4", 16_384));

    private ContextWindows() {}

    static int of(String model) {
        var name = baseName(model);
        return BY_PREFIX.keySet().stream().filter(name::startsWith).max(Comparator.comparingInt(String::length))
                .map(BY_PREFIX::get).orElse(DEFAULT);
    }

    /// `openai/GPT-4o` is asked for as `gpt-4o`: brokers put the maker before the name.
    private static String baseName(String model) {
        return model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
