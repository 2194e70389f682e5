package dev.kintsugi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.recovery.policy.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the documents say: links lead somewhere, examples load, tables agree with the program.
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");

    static List<Path> documents() throws IOException {
        var all = new ArrayList<Path>();
        for (var root : List.of("docs", "demos", "scenarios")) {
            try (var files = Files.walk(Path.of(root))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(all::add);
            }
        }
        Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md").map(Path::of).forEach(all::add);
        return all;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        var links = LINK.matcher(FENCED.matcher(Files.readString(document)).replaceAll("")).results().toList();
        for (var link : links) {
            if (!link.group(1).startsWith("https://")) {
                var target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1)).normalize();
                assertThat(target).as("%s links to %s", document, link.group(1)).exists();
                if (link.group(2) != null) {
                    assertThat(anchors(target)).as("%s links to %s", document, target).contains(link.group(2));
                }
            }
        }
    }

    private static List<String> anchors(Path document) throws IOException {
        return FENCED.matcher(Files.readString(document)).replaceAll("").lines().filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void everyRoomStandsInTheHouse() throws IOException {
        var house = Files.readString(Path.of("CONTRIBUTING.md"));
        try (var rooms = Files.list(Path.of("src/main/java/dev/kintsugi"))) {
            rooms.filter(Files::isDirectory).map(room -> room.getFileName().toString())
                    .forEach(room -> assertThat(house).contains("| `" + room + "` |")
                            .containsPattern("(?m)^[1-5]   .*\\b" + room + "\\b"));
        }
    }

    @Test
    void everyHowToCanBeFound() throws IOException {
        var start = Files.readString(Path.of("README.md"));
        var index = Files.readString(Path.of("docs/README.md"));
        try (var pages = Files.list(Path.of("docs/howto"))) {
            pages.map(page -> page.getFileName().toString()).filter(name -> name.endsWith(".md")).forEach(name -> {
                assertThat(start).contains("docs/howto/" + name);
                assertThat(index).contains("howto/" + name);
            });
        }
    }

    @Test
    void everyDecisionIsListed() throws IOException {
        var list = Files.readString(Path.of("docs/decisions/README.md"));
        try (var files = Files.list(Path.of("docs/decisions"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d{4}-.*\\.md")))
                    .isNotEmpty().allMatch(list::contains);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTableOfModesSaysWhatTheProgramDoes(FailureMode mode) throws IOException {
        var chance = mode.defaultProbability().ppm() / 10_000 + " %" + (mode.onByDefault() ? "" : ", off");
        assertThat(Files.readString(Path.of("README.md"))).contains("| `" + mode.wire() + "` | " + chance + " |");
    }

    @Test
    void theExampleOfAPolicyLoads() {
        var policy = Policies.named("docs/howto/patient.yaml");
        assertThat(policy.name()).isEqualTo("patient");
        assertThat(policy.order()).isEqualTo(
                "degrade > cache > checkpoint > model fallback > verify > retry x6 > breaker > timeout");
    }

    @Test
    void theOrderThatTheChartNamesIsTheStandardOne() throws IOException {
        assertThat(Files.readString(Path.of("docs/turn.md"))).contains("`" + Policies.STANDARD.order() + "`");
    }

    @Test
    void theExampleOfAPackLoads() {
        var pack = Packs.load(Path.of("docs/howto/library"));
        assertThat(pack.agent()).isEqualTo("Paige");
        assertThat(pack.articles()).extracting(article -> article.id()).contains("fees", "hours");
    }
}
