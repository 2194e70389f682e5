package dev.kintsugi.agent.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacksTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"insurance", "support", "general"})
    void everyBuiltInPackReads(String name) {
        var pack = Packs.named(name);

        assertThat(pack.name()).isEqualTo(name);
        assertThat(pack.articles()).hasSizeGreaterThan(30);
        assertThat(pack.intents()).hasSizeGreaterThan(50);
    }

    @Test
    void bixbyIsThere() {
        assertThat(Packs.named("insurance").knowledge()).extracting(p -> p.title() + " " + p.text())
                .anyMatch(text -> text.contains("POL-887-DEMO-123") && text.contains("$1,200"))
                .anyMatch(text -> text.contains("INS-2024-9876") && text.contains("days since filed: 8"))
                .anyMatch(text -> text.contains("Bixby McTesterson"));
    }

    @Test
    void whatAPackDoesNotSayIsSaidAsInThePackItBuildsOn() throws IOException {
        Files.writeString(dir.resolve("pack.yaml"), """
                name: library
                builds_on: support
                phrases:
                  unknown: [That is not in my books.]
                """);
        var phrases = Packs.load(dir).phrases();

        assertThat(phrases.unknown()).containsExactly("That is not in my books.");
        assertThat(phrases.closings()).isEqualTo(Packs.named("support").phrases().closings());
        assertThat(phrases.offering()).isEqualTo("handover");
    }

    /// Otherwise an honest answer would look like a hallucination to whoever checks it against the knowledge.
    @ParameterizedTest
    @ValueSource(strings = {"insurance", "support", "general"})
    void noReplyHasANumberThatTheKnowledgeLacks(String name) {
        var pack = Packs.named(name);
        var known = numbers(pack.knowledge().stream().map(p -> p.title() + " " + p.text()));
        var said = numbers(pack.intents().stream().filter(intent -> !intent.id().equals("crisis"))
                .flatMap(intent -> Stream.concat(intent.replies().stream().flatMap(reply -> reply.say().stream()),
                        intent.plan().stream().flatMap(step -> step.ask().stream())))
                .map(text -> text.replaceAll("(INS|POL)-[\\w-]+", "")));

        assertThat(known).containsAll(said);
    }

    private static TreeSet<String> numbers(Stream<String> texts) {
        return texts.flatMap(text -> Pattern.compile("\\d+(?:[.,]\\d+)*").matcher(text).results())
                .map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Packs.named("cooking"))
                .satisfies(problem -> assertThat(problem.why()).contains("insurance, support, general"));
    }

    @Test
    void aDirectoryMayBuildOnABuiltInPackAndReplaceParts() throws IOException {
        write("pack.yaml", "name: mine\nbuilds_on: insurance\nagent: Ada\n");
        write("passages.yaml", "passages:\n  - {id: contact, area: contact, title: Contact, text: Ring the bell.}\n");

        var pack = Packs.load(dir);

        assertThat(pack.agent()).isEqualTo("Ada");
        assertThat(pack.items("policy")).isNotEmpty();
        assertThat(pack.articles()).filteredOn(a -> a.id().equals("contact")).extracting(Article::text)
                .containsExactly("Ring the bell.");
    }

    @Test
    void aDirectoryWithoutAPackSaysSo() {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Packs.load(dir))
                .satisfies(problem -> assertThat(problem.why()).contains("pack.yaml"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: a\\nname: b\\n                              | line 2 | the field 'name' stands here twice
            name: a\\ncolour: red\\n                          | line 2 | there is no field 'colour' here. Fields are: agent
            name: a\\npersonna: P\\n                        | line 2 | Did you mean 'persona'?
            name: a\\nrules: none\\n                        | line 2 | there should be a list here
            name: a\\nmoods: [m]\\n                         | line 2 | there should be a map of fields here
            [a]                                           | line 1 | there should be a map of fields here
            ? [a]\\n: b\\n                                | line 1 | a field's name is a plain text
            name: &x a\\nagent: *x\\n                         | line 1 | aliases
            name: [a\\n                                      | line   | expected
            name: a\\nmoods:\\n  - {id: m, cues: ["(("]}\\n    | line 3 | Unclosed
            """)
    void aBrokenFileIsToldWithItsPlace(String text, String line, String why) throws IOException {
        write("pack.yaml", text.strip().replace("\\n", "\n"));

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Packs.load(dir)).satisfies(problem -> {
            assertThat(problem.what()).contains("pack.yaml");
            assertThat(problem.why()).contains(line).contains("column").containsIgnoringCase(why);
            assertThat(problem.todo()).isNotBlank();
        });
    }

    @Test
    void aFileOfAnotherKindIsRefused() throws IOException {
        refused("", "empty");
        refused("null", "empty");
        refused("!!java.lang.String x", "line 1");
        refused("name: a\n---\nname: b", "line 2, column 1: a second document");
        refused("name: a\n---\n", "line 2, column 1: a second document");
        refused("name: a\n\u0007", "line 2, column 1: it holds a character that no text has, code 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: &a x", "name: x\nrules: [&a one]", "name: x\nrules:\n- &a one\n- two",
            "&a name: x", "name: x\nrules: [one, &a two]", "{\"name\":&a x}", "name: x\nrules:\n- one\n- *a",
            "name: x\nsynonyms: {*a : [b]}", "&a\nname: x"})
    void anchorsAndAliasesAreRefused(String text) throws IOException { refused(text, "anchors (&name)"); }

    @Test
    void signsOfAnchorsWithinTextsAreNone() throws IOException {
        write("pack.yaml", "name: x&y\nbuilds_on: support\nrules: ['&a *b', a * b, R&D, 'see [*]']");

        assertThat(Packs.load(dir).rules()).startsWith("&a *b", "a * b", "R&D", "see [*]");
    }

    private void refused(String text, String why) throws IOException {
        write("pack.yaml", text);

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Packs.load(dir))
                .satisfies(problem -> assertThat(problem.why()).contains(why));
    }

    @Test
    void aFileThatIsNestedWithoutEndIsRefused() throws IOException {
        write("pack.yaml", "name: " + "[".repeat(500) + "]".repeat(500));

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Packs.load(dir))
                .withMessageContaining("line 1, column 30: it is nested more than 24 deep");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPartThatLeadsNowhereIsTold() throws IOException {
        write("pack.yaml", "name: a\nbuilds_on: support");
        Files.createSymbolicLink(dir.resolve("passages.yaml"), dir.resolve("nowhere"));

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Packs.load(dir))
                .withMessageContaining("passages.yaml cannot be read");
    }

    @Test
    void aFileInAnotherEncodingIsRefusedAndAMarkOfUtf8IsNot() throws IOException {
        var pack = "\uFEFFname: caf\u00e9\nbuilds_on: support\n";
        Files.writeString(dir.resolve("pack.yaml"), pack.substring(1), StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Packs.load(dir))
                .satisfies(problem -> assertThat(problem.why()).contains("UTF-8"));
        Files.writeString(dir.resolve("pack.yaml"), pack);
        assertThat(Packs.load(dir).name()).isEqualTo("caf\u00e9");
    }

    @Test
    void aHugeFileIsRefusedBeforeItIsParsed() throws IOException {
        write("pack.yaml", "name: " + "x".repeat(YamlText.MAX_BYTES));

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Packs.load(dir))
                .satisfies(problem -> assertThat(problem.what()).contains("too large"));
    }

    @Test
    void anOfferThatLeadsNowhereIsRefused() throws IOException {
        write("pack.yaml", """
                name: mine
                builds_on: base
                offers:
                  - {id: dance, say: ["Shall we dance?"], yes: dancing, declined: [Later.]}
                """);

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Packs.load(dir))
                .satisfies(problem -> assertThat(problem.why()).contains("dancing"));
    }

    private void write(String name, String text) throws IOException { Files.write(dir.resolve(name), List.of(text)); }
}
