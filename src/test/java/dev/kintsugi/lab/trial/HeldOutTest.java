package dev.kintsugi.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.model.Passage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Nothing that the detectors were tuned on holds a text of the domain that was held out.
class HeldOutTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final int TELLING = 7;

    @Test
    void noTuningDataNamesTheDomainHeldOut() throws IOException {
        var texts = new ArrayList<>(List.of(Files.readString(RESOURCES.resolve("recovery/lexicon.yaml")),
                Files.readString(Path.of("src/test/resources/recovery/clean.yaml"))));
        for (var context : new YAMLMapper().readTree(Path.of("src/test/resources/recovery/corpus.yaml").toFile())) {
            if (!context.get("held_out").asBoolean()) {
                texts.add(context.toString());
            }
        }
        try (var code = Files.list(Path.of("src/main/java/dev/kintsugi/recovery/detect"))) {
            for (var file : code.toList()) {
                texts.add(Files.readString(file));
            }
        }
        var heldOut = phrases(heldOut());
        heldOut.removeAll(phrases(others()));
        assertThat(heldOut).hasSizeGreaterThan(1000);
        for (var text : texts) {
            assertThat(phrases(List.of(text))).doesNotContainAnyElementsOf(heldOut);
        }
    }

    private static List<String> heldOut() throws IOException {
        var texts = new ArrayList<>(
                Packs.named(TrialPlan.HELD_OUT).passages().stream().map(Passage::text).toList());
        texts.addAll(catalogues(TrialPlan.HELD_OUT));
        return texts;
    }

    private static List<String> others() throws IOException {
        var texts = new ArrayList<String>();
        for (var name : Packs.names()) {
            if (!name.equals(TrialPlan.HELD_OUT)) {
                Packs.named(name).knowledge().forEach(passage -> texts.add(passage.text()));
                texts.addAll(catalogues(name));
            }
        }
        return texts;
    }

    private static List<String> catalogues(String domain) throws IOException {
        var texts = new ArrayList<String>();
        try (Stream<Path> files = Files.list(RESOURCES.resolve("faults"))) {
            for (var file : files.toList()) {
                var kinds = new YAMLMapper().readTree(file.toFile()).path("texts");
                for (JsonNode kind : kinds) {
                    kind.path(domain).forEach(text -> texts.add(text.asText()));
                }
            }
        }
        return texts;
    }

    /// All sequences of so many words.
    private static Set<String> phrases(List<String> texts) {
        var phrases = new HashSet<String>();
        for (var text : texts) {
            var words = List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}']+"));
            for (int i = 0; i + TELLING <= words.size(); i++) {
                phrases.add(String.join(" ", words.subList(i, i + TELLING)));
            }
        }
        return phrases;
    }
}
