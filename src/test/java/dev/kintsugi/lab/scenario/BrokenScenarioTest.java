package dev.kintsugi.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenScenarioTest {
    private static final String GOOD = """
            name: small
            title: Small
            description: One question.
            start: "2026-03-09T09:00:00Z"
            pack: insurance
            seed: 1
            policy: none
            steps:
              - name: asks
                mood: polite
                message: Hello
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void theGoodFileIsGood() throws IOException { assertThat(load(GOOD).steps()).hasSize(1); }

    /// Each row changes one thing in the good file: what is replaced, by what, where the complaint points, what it
    /// says, and what it advises. `|` breaks a line.
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            title: Small; titel: Small; 1:1; the field 'title' is missing; Add it. Its name for people
            seed: 1; seed: 1|sede: 2; 7:1; there is no field 'sede' here; Fields here are: name, title, description
            mood: polite; mood: grumpy; 10:5; 'mood' cannot be 'grumpy'; Use one of: polite, hopeful, puzzled
            mood: polite; mood: polite|    mod: x; 11:5; there is no field 'mod' here; Fields here are: name, mood, message
            seed: 1; seed: one; 6:1; 'seed' is the text 'one'; Write a whole number
            seed: 1; seed: 0x1F; 6:7; is a number that YAML reads in its own way; Write it plainly
            seed: 1; seed: 1_000; 6:7; is a number that YAML reads in its own way; Write it plainly
            seed: 1; seed: 017; 6:7; is a number that YAML reads in its own way; Write it plainly
            seed: 1; seed: 1.5; 6:1; 'seed' is the number 1.5; Write a whole number
            seed: 1; seed:; 6:1; 'seed' is empty; Write a whole number
            title: Small; title: 1.10; 2:1; 'title' is the number 1.10; Write a text in quotes: "1.10"
            title: Small; title: true; 2:1; 'title' is the value true; Write a text in quotes: "true"
            title: Small; ~title: ""~; 2:1; 'title' is empty; Write something, or leave the field out
            name: small; name: Small one; 1:1; 'name' cannot be 'Small one'; Write it like retry-storm
            start: "2026-03-09T09:00:00Z"; start: tomorrow; 4:1; 'start' cannot be 'tomorrow'; Write it like 2026-03-09T09:00:00Z
            start: "2026-03-09T09:00:00Z"; start: "2026-02-30T09:00:00Z"; 4:1; is no moment of any calendar; Write it like
            pack: insurance; pack: *base; 5:7; the alias '*base' is not allowed; Write the value out
            pack: insurance; pack: &base insurance; 5:7; the anchor '&base' is not allowed; Remove it
            pack: insurance; pack: !!str insurance; 5:7; the tag; Remove it
            pack: insurance; pack: !!javax.script.ScriptEngineManager insurance; 5:7; the tag; Remove it
            seed: 1; seed: 1|seed: 2; 7:1; the field 'seed' stands here for the second time, first at 6:1; Keep one of the two
            steps:; ---|steps:; 8:1; a second document begins here; remove the line '---'
            message: Hello; ~message: "Hello~; 11:14; this is not valid YAML; Check indentation
            message: Hello; ~message: He said: hello~; 11:21; this is not valid YAML: mapping values are not allowed here; Check indentation
            message: Hello; ~message: ' '~; 11:5; it holds nothing but spaces; Write what the customer says
            message: Hello; message: Hello|  - name: asks|    mood: angry|    message: Again; 12:5; another step is called 'asks' too; Give each step a name of its own
            message: Hello; message: Hello|    fault: {mode: gremlins}; 12:13; 'mode' cannot be 'gremlins'; Use one of: hallucination, incorrect_reasoning, off_topic, infinite_loop, stuck_pattern, refusing_progress, api_timeout, auth_error, service_unavailable, token_limit, memory_exhaustion, rate_limiting
            message: Hello; message: Hello|    fault: hallucination; 12:5; 'fault' is the text 'hallucination'; Write a map of fields
            message: Hello; message: Hello|    fault: {mode: off_topic, cure: soon}; 12:30; 'cure' cannot be 'soon'; Write it like seconds 20
            message: Hello; message: Hello|    fault: {mode: rate_limiting, parameters: {delay: 5}}; 12:47; Unknown setting 'delay' of rate_limiting; Use one of: retry_after
            message: Hello; message: Hello|    fault: {mode: rate_limiting, parameters: {retry_after: 0}}; 12:47; 'retry_after' cannot be '0': it is a whole number from 1 to 3600 s; Correct it
            message: Hello; message: Hello|    before: breakfast; 12:5; 'before' cannot be 'breakfast'; Use one of: restart
            message: Hello; message: Hello|    pause: -1; 12:5; 'pause' cannot be '-1'; Use a number from 0 to 86400
            policy: none; faults: {chaos: on, modes: {}}; 7:10; 'chaos' is the text 'on'; Write true or false
            policy: none; faults: {chaos: true, modes: {gremlins: {}}}; 7:31; there is no field 'gremlins' here; Fields here are: hallucination, incorrect_reasoning
            policy: none; ~faults: {chaos: true, modes: {off_topic: {probability: 30}}}~; 7:43; 'probability' cannot be '30'; Use a number from 0 to 1
            policy: none; patience: {failure: 0.5}; 7:1; the field 'compounding' is missing in 'patience'; Add it
            policy: none; ledger: ../../etc/passwd; 7:1; 'ledger' cannot be '../../etc/passwd'; Write it like ledger.yaml
            policy: none; ledger: gone.yaml; 7:1; there is no file 'gone.yaml' beside this one; Correct the name
            policy: none; ~ledger: {currency: USD, items: [{name: a, party: me, group: b, amount: {price: 1}, when: {sunk: true}}]}~; 7:43; 'party' cannot be 'me'; Use one of: customer, company
            policy: none; ~ledger: {currency: USD, items: [{name: a, party: company, group: b, amount: {price: 1}, when: {}}]}~; 7:89; 'when' has too few entries; Use exactly one of: sunk, unmended
            policy: none; ~ledger: {currency: USD, items: [{name: a, party: company, group: b, amount: {price: 1}, when: {sunk: true, disconnected: true}}]}~; 7:89; 'when' has too many entries; Use exactly one of: sunk, unmended
            policy: none; ~ledger: {currency: USD, items: [{name: a, party: company, group: b, amount: {price: 1}, when: {unmended: {step: 2}}}]}~; 7:107; there is no step 2; The script has 1: use 1 to 1
            policy: none; ~ledger: {currency: USD, items: [{name: a, party: company, group: b, amount: {price: 1}, when: {any: [{sunk: true}]}}]}~; 7; there is no field 'sunk' here; Fields here are: unmended, disconnected, memory_lost
            """)
    void everyMistakeIsToldWithItsPlaceAndAnAdvice(String old, String other, String place, String why, String todo)
            throws IOException {
        var problem = broken(GOOD.replaceFirst("(?m)" + Pattern.quote(old.strip()) + "$",
                Matcher.quoteReplacement(other.replace("|", "\n"))));
        assertThat(problem.why()).contains("broken.yaml:" + place).contains(why);
        assertThat(problem.todo()).contains(todo);
        assertThat(problem.exit()).isEqualTo(Problem.Exit.USAGE);
    }

    @Test
    void anEmptyFileSaysWhereToStart() throws IOException {
        assertThat(broken("# nothing\n").getMessage()).contains("broken.yaml:1:1: the file is empty")
                .contains("Start from an example: there are some in scenarios");
    }

    @Test
    void aListIsNoScenario() throws IOException {
        assertThat(broken("- a\n- b\n").getMessage()).contains("broken.yaml:1:1: the file is a list")
                .contains("Write a map of fields");
    }

    @Test
    void aFileThatIsTooLargeIsNotEvenParsed() throws IOException {
        assertThat(broken("#".repeat(ScenarioText.MOST_BYTES + 1)).getMessage())
                .contains("more than 1048576 bytes").contains("Make it shorter");
    }

    @Test
    void endlessNestingIsCutShort() throws IOException {
        assertThat(broken("a: " + "[".repeat(100_000)).getMessage()).contains("nested more than 24 deep");
    }

    @Test
    void aTabIsToldWithoutTheParsersOwnAdvice() throws IOException {
        assertThat(broken(GOOD.replace("seed: 1", "seed: 1\n\tpack: x")).getMessage())
                .contains("cannot start any token. Check indentation").doesNotContain("Do not use");
    }

    @Test
    void otherEncodingsAreNamed() throws IOException {
        Files.write(folder.resolve("broken.yaml"), "title: Käse".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problem().getMessage()).contains("not in UTF-8").contains("Save it again");
    }

    @Test
    void controlCharactersAreRefused() throws IOException {
        assertThat(broken(GOOD.replace("Hello", "Hel\u0000lo")).getMessage()).contains("not valid YAML");
    }

    @Test
    void twoMistakesTellTheFirstAndCountTheOther() throws IOException {
        assertThat(broken(GOOD.replace("mood: polite", "mood: grumpy").replace("seed: 1", "seed: x")).why())
                .contains("broken.yaml:6:1").endsWith("(and 1 more thing in it)");
    }

    @Test
    void aMistakeInTheLedgerFileIsToldAtItsPlace() throws IOException {
        Files.writeString(folder.resolve("ledger.yaml"), "currency: dollars\nitems: []\n");
        assertThat(broken(GOOD + "ledger: ledger.yaml\n").why()).contains("ledger.yaml:1:1: 'currency' cannot be");
    }

    @Test
    void wordsThatOldYamlTakesForSwitchesStayWords() throws IOException {
        var scenario = load(GOOD.replace("title: Small", "title: NO").replace("name: asks", "name: on"));
        assertThat(scenario.title()).isEqualTo("NO");
        assertThat(scenario.steps().getFirst().name()).isEqualTo("on");
    }

    private Scenario load(String text) throws IOException {
        return Scenarios.load(Files.writeString(folder.resolve("broken.yaml"), text));
    }

    private Problem broken(String text) throws IOException {
        Files.writeString(folder.resolve("broken.yaml"), text);
        return problem();
    }

    private Problem problem() {
        return catchThrowableOfType(Problem.class, () -> Scenarios.load(folder.resolve("broken.yaml")));
    }
}
