package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the command line refuses, in words for people and in an object for programs.
class ChatRefusalsTest extends CommandTest {
    /// As of a script whose variable is not set.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"--data | \"\" | '' is not the name of a file or folder",
            "--pack | \"\" | no knowledge pack ''", "--chaos | \"\" | '' is not a file",
            "--multiplier | -3 | cannot be -3", "--multiplier | 1001 | 0 to 1000"})
    void anOptionWithNonsenseIsRefusedInWords(String option, String value, String words) {
        var said = run("chat", "--message", QUESTION, option + "=" + value);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(words).doesNotContain("million");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --failure-mode nonsense --message hi | Unknown failure mode 'nonsense' | hallucination, incorrect_reasoning
            --json                               | --json needs --message          | one turn is for programs
            --session ../up --message hi         | cannot be a session's name      | letters, digits
            --recovery nonsense --message hi     | no recovery policy 'nonsense'   | none, standard
            --pack nonsense --message hi         | no knowledge pack 'nonsense'    | insurance, support, general
            --chaos maybe --message hi           | maybe' does not exist           | one of: on, off, mild, wild
            --multiplier 1001 --message hi       | multiplier                      | 0 to 1000
            --multiplier 0.0000001 --message hi  | --multiplier cannot be          | at most six decimals
            --every-turn nonsense --message hi   | Unknown failure mode 'nonsense' | Use one of
            --speed 0 --message hi               | --speed cannot be '0'           | instant
            --seed many --message hi             | --seed                          | many
            --context 255 --message hi           | --context cannot be 255         | Leave it out for 8192
            --context 1000001 --message hi       | --context cannot be 1000001     | 256 to 1000000 tokens
            --context wide --message hi          | --context                       | wide' is not a whole number
            --agent nobody --message hi          | --agent                         | scripted, provider
            --log-level loud --message hi        | --log-level                     | error, warn, info, debug, trace
            --massage hi                         | --massage                       | Try: kintsugi chat --help
            """)
    void whatMakesNoSenseIsTold(String args, String what, String todo) {
        var said = run(("chat " + args).split(" "));
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(2);
        assertThat(said.err()).contains(what).contains(todo).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(said.out()).doesNotContain("You  ", "Agent");
    }

    @Test
    void anEmptyMessageIsRefused() {
        var said = run("chat", "--message", "  ");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("The message is empty");
    }

    @ParameterizedTest
    @CsvSource({"chat --json, --json needs --message", "chat --json --message x --pack nope, no knowledge pack",
            "export --json nosuch, nosuch", "chat --json --colour, --colour", "verify --json nofile, nofile"})
    void aProgramReadsOneObjectWhenThereIsNoAnswer(String args, String words) {
        var said = run(args.split(" "));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.json().at("/exit_code").asInt()).isEqualTo(2);
        assertThat(said.json().at("/problem/what").asText() + said.json().at("/problem/why").asText())
                .contains(words);
        assertThat(said.json().at("/problem/todo").asText()).isNotBlank();
        assertThat(said.out().strip()).doesNotContain("\n");
        assertThat(said.err()).contains(words);
    }
}
