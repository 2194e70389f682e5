package dev.kintsugi.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The texts of one failure mode, from the file `faults/<mode>.yaml` on the class path. Immutable; read once.
///
/// @param explanation what it is, what a user sees and what cures it, in one paragraph
/// @param mast        its relatives in the taxonomy of multi-agent failures
/// @param devProxy    its relatives among Dev Proxy's language model failures
/// @param acting      the instruction with which a real model acts it out; empty when it cannot
/// @param texts       by kind and domain
/// @param words       lists of words by name
record Catalogue(String explanation, List<String> mast, List<String> devProxy, String acting,
        Map<String, Map<String, List<String>>> texts, Map<String, List<String>> words) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Map<FailureMode, Catalogue> READ = new ConcurrentHashMap<>();

    Catalogue(String explanation, List<String> mast, List<String> devProxy, @Nullable String acting,
            Map<String, Map<String, List<String>>> texts, @Nullable Map<String, List<String>> words) {
        this.explanation = explanation;
        this.mast = List.copyOf(mast);
        this.devProxy = List.copyOf(devProxy);
        this.acting = acting == null ? "" : acting;
        this.texts = Map.copyOf(texts);
        this.words = words == null ? Map.of() : Map.copyOf(words);
    }

    static Catalogue of(FailureMode mode) { return READ.computeIfAbsent(mode, Catalogue::read); }

    /// The texts of a kind for a domain, or the general ones where the kind knows no such domain.
    List<String> texts(String kind, String domain) {
        var byDomain = texts.getOrDefault(kind, Map.of());
        return byDomain.getOrDefault(domain, byDomain.getOrDefault(Domains.GENERAL, List.of()));
    }

    List<String> words(String name) { return words.getOrDefault(name, List.of()); }

    private static Catalogue read(FailureMode mode) {
        return parse("/faults/" + mode.wire() + ".yaml", Catalogue.class);
    }

    static <T> T parse(String resource, Class<T> type) {
        try (var in = Catalogue.class.getResourceAsStream(resource)) {
            return YAML.readValue(in, type);
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem("A text catalogue cannot be read", resource + " is missing or damaged",
                    "Install Kintsugi again", Problem.Exit.INTERNAL, e);
        }
    }
}
