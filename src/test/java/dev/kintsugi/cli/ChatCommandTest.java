package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatCommandTest extends CommandTest {
    @Test
    void oneTurnShowsWhatWasSaidAndAnswered() {
        var said = run("chat", "--session", "s1", "--message", QUESTION);
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("You   " + QUESTION).contains("Agent ").contains("INS-2024-9876");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void aForcedFailureIsShownWithItsThreeTexts() {
        var said = run("chat", "--message", QUESTION, "--failure-mode", "hallucination");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("▲ ").contains("natural").contains("observed");
    }

    @Test
    void programsGetTheFieldsByName() {
        var said = run("chat", "--session", "s1", "--message", QUESTION, "--failure-mode", "service_unavailable",
                "--recovery", "on", "--json");
        var json = said.json();
        assertThat(said.code()).isZero();
        assertThat(json.get("session_id").asText()).isEqualTo("s1");
        assertThat(json.get("failure_mode").asText()).isEqualTo("service_unavailable");
        assertThat(json.get("failure_injection_applied").asBoolean()).isTrue();
        assertThat(json.get("status").asText()).isEqualTo("failure");
        assertThat(json.get("natural_status").asText()).isEqualTo("success");
        assertThat(json.get("outcome").asText()).isEqualTo("recovered");
        assertThat(json.get("response").asText()).contains("INS-2024-9876");
        assertThat(json.get("recovery_policy").asText()).isEqualTo("standard");
    }

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

    @Test
    void aDamagedDatabaseThatWasSetAsideIsTold() throws IOException {
        var file = Files.createDirectories(folder.resolve("db")).resolve("kintsugi.mv.db");
        Files.writeString(file, "of another program");
        var said = run("chat", "--message", QUESTION);
        assertThat(said.code()).isZero();
        assertThat(said.err()).contains("damaged", "kintsugi-damaged-1.mv.db");
        assertThat(run("chat", "--message", QUESTION).err()).isEmpty();
    }

    private String script(String body) throws IOException {
        var file = Files.writeString(folder.resolve("speech.sh"), "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void repliesAreSpokenByTheProgramThatWasNamed() throws IOException {
        var heard = folder.resolve("heard");
        var said = run("chat", "--message", QUESTION, "--speak", script("cat > '" + heard + "'"));
        assertThat(said.code()).isZero();
        assertThat(Files.readString(heard)).contains("INS-2024-9876");
        assertThat(said.out()).contains("INS-2024-9876");
        assertThat(said.err()).isEmpty();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whenSpeechFailsTheTextIsThereAndTheUserIsTold() throws IOException {
        var said = run("chat", "--session", "s1", "--message", QUESTION, "--speak", script("exit 3"));
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("INS-2024-9876");
        assertThat(said.err()).contains("could not be spoken").contains("here it is as text");
    }

    @Test
    void thePersonAtTheTerminalSaysYesToARiskyAct() {
        var person = new Terminal.Look(false, true, 100, StandardCharsets.UTF_8);
        var said = seen(person, "Where is my money? INS-2024-4410\nYes, please.\nyes\n/quit\n", "chat", "--recovery",
                "supervised");
        assertThat(said.out()).contains("May pay_out act? 1850").contains("PAY-");
    }

    @ParameterizedTest
    @CsvSource({"service_unavailable, none, 1", "service_unavailable, standard, 0", "hallucination, none, 0",
            "auth_error, standard, 1"})
    void aMessageWithoutAnAnswerFailsForAScript(String mode, String recovery, int code) {
        for (var json : List.of(List.<String>of(), List.of("--json"))) {
            var line = new ArrayList<>(List.of("chat", "--message", QUESTION, "--failure-mode", mode, "--recovery",
                    recovery, "--speed", "instant"));
            line.addAll(json);
            var said = run(line.toArray(String[]::new));
            assertThat(said.code()).as(said.out()).isEqualTo(code);
            assertThat(said.err()).isEmpty();
        }
    }

    @Test
    void normalForcesNothing() {
        assertThat(run("chat", "--message", QUESTION, "--failure-mode", "normal", "--json").json()
                .get("failure_injection_applied").asBoolean()).isFalse();
    }

    @Test
    void theSameSessionGoesOn() {
        run("chat", "--session", "s1", "--message", QUESTION);
        var json = run("chat", "--session", "s1", "--message", "And when will it be paid?", "--json").json();
        assertThat(json.at("/people/handoffs_needed").isInt()).isTrue();
        assertThat(json.get("turn").asInt()).isEqualTo(2);
    }

    @Test
    void aSessionKeepsItsPolicyUnlessAnotherIsAskedFor() {
        run("chat", "--session", "s1", "--message", QUESTION, "--recovery", "conversational");
        assertThat(recovery("--session", "s1")).isEqualTo("conversational");
        assertThat(recovery("--session", "s1", "--recovery", "off")).isEqualTo("none");
        assertThat(recovery("--session", "s1")).isEqualTo("none");
    }

    private String recovery(String... options) {
        var words = new ArrayList<>(List.of("chat", "--message", QUESTION, "--json"));
        words.addAll(List.of(options));
        return run(words.toArray(String[]::new)).json().get("recovery_policy").asText();
    }

    @Test
    void anAgentDoesNotForgetWhatItKnowsInTheMiddleOfASession() {
        run("chat", "--session", "s1", "--message", "Hello", "--pack", "support");
        assertThat(run("chat", "--session", "s1", "--message", "Hello").out()).contains("Agent ");
        var said = run("chat", "--session", "s1", "--message", QUESTION, "--pack", "insurance");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("its agent knows the pack support");
    }

    @Test
    void aSessionGoesOnWithItsOwnSeed() {
        run("chat", "--session", "s1", "--message", "Hello", "--seed", "7");
        assertThat(run("chat", "--session", "s1", "--message", "Hello", "--seed", "7").err()).isEmpty();
        var said = run("chat", "--session", "s1", "--message", "Hello", "--seed", "8");
        assertThat(said.code()).isZero();
        assertThat(said.err().replaceAll("\\s+", " "))
                .contains("Session s1 keeps the seed 7: --seed has no effect on it.");
    }

    @Test
    void itIsSaidHowTheConversationGoesOnInItsFolder() {
        var place = folder.resolve("it's mine").toString();
        assertThat(typing("Hello\n", "chat", "--session", "s1", "--data", place).out())
                .contains("Go on with: kintsugi chat --session s1 --data '" + place.replace("'", "'\\''") + "'");
    }

    /// A session keeps its seed, its policy, its pack and its context; the rest is the lab's.
    @Test
    void whatASessionDoesNotKeepIsSaidAgain() {
        assertThat(typing("Hello\n", "chat", "--session", "s1", "--speed", "instant", "--agent", "scripted", "--chaos",
                "--seed", "7", "--recovery", "on", "--context", "4000", "--every-turn=normal", "--multiplier", "0")
                .out())
                .endsWith("Go on with: kintsugi chat --session s1 --speed instant --agent scripted --chaos true"
                        + " --every-turn normal --multiplier 0" + System.lineSeparator());
        var url = "http://127.0.0.1:1/v1?a=1&b=2";
        assertThat(typing("/quit\n", "chat", "--session", "s2", "--base-url", url, "--model", "my model", "--speak",
                "no such").out())
                .contains("kintsugi chat --session s2 --base-url '" + url + "' --model 'my model' --speak 'no such'");
        assertThat(typing("Hello\n", "chat", "--session", "s1", "--speed=instant", "--agent=scripted", "--chaos=true",
                "--every-turn=normal", "--multiplier=0").code()).isZero();
    }

    @Test
    void aSessionGoesOnWithItsOwnContext() {
        var tooLong = QUESTION + " Please.".repeat(4_000);
        var refused = run("chat", "--message", tooLong, "--json").json();
        assertThat(refused.at("/status").asText()).isEqualTo("error");
        assertThat(run("chat", "--session", "wide", "--context", "40000", "--message", tooLong).out())
                .contains("INS-2024-9876");
        assertThat(run("chat", "--session", "wide", "--message", tooLong).code()).isZero();
        assertThat(run("chat", "--session", "wide", "--context", "40000", "--message", "Hello").code()).isZero();
        var said = run("chat", "--session", "wide", "--context", "8192", "--message", "Hello");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("Session 'wide' cannot go on with a context of 8192 tokens",
                "with one of 40000 so far", "Leave --context out");
    }

    @Test
    void aSessionThatIsBegunInPlaceOfOneThatIsNotThereIsTold() {
        assertThat(typing("Hello\n", "chat", "--session", "s1").err()).contains("There is no session s1 here");
        assertThat(typing("Hello\n", "chat", "--session", "s1").err()).isEmpty();
    }

    /// Whoever opens the session may stand in another folder.
    @Test
    void aPackThatIsAFolderIsKeptByItsWholePath() {
        var folder = Path.of("docs/howto/library");
        run("chat", "--session", "library", "--message", "How high are the late fees?", "--pack", folder.toString());
        try (var lab = door.open(null, Wish.NONE)) {
            assertThat(lab.open(new SessionId("library")).spec().agent().pack())
                    .isEqualTo(folder.toAbsolutePath().toString());
        }
        assertThat(run("chat", "--session", "library", "--message", "Hello", "--pack", folder.toString()).code())
                .isZero();
    }

    @Test
    void linesFromAPipeAreTurnsAndItsEndEndsTheConversation() {
        var said = typing("Hello\n\n" + QUESTION + "\n", "chat", "--session", "piped");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("You   Hello").contains("You   " + QUESTION)
                .contains("Go on with: kintsugi chat --session piped").doesNotContain("press Enter");
        assertThat(run("export", "--list", "--json").json().at("/sessions/0/turns").asInt()).isEqualTo(2);
    }

    @Test
    void aScriptLearnsFromTheExitCodeThatALineWasNotDone() {
        var said = typing("/force nonsense\n" + QUESTION + "\n", "chat");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).contains("INS-2024-9876");
        assertThat(said.err()).contains("nonsense");
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

    @Test
    void wordsWithASlashAreForTheLab() {
        var said = typing("/force off_topic\nHello\n/reset\n/skip\n/help\n/dance\n/force nonsense\n/quit\nnever said\n",
                "chat", "--session", "s1");
        assertThat(said.out()).contains("The next answer fails by off topic").contains("▲ ")
                .contains("has forgotten the conversation").contains("Modes: hallucination")
                .doesNotContain("never said");
        assertThat(said.err()).contains("There is no command /dance").contains("Unknown failure mode 'nonsense'");
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

    @Test
    void theLogLevelReachesTheDoor() {
        run("chat", "--message", "hi", "--log-level", "debug");
        assertThat(door.level).isEqualTo(LogLevel.DEBUG);
    }

    @Test
    void everyTurnFailsWhenAskedTo() {
        var json = run("chat", "--message", QUESTION, "--every-turn", "off_topic", "--json").json();
        assertThat(json.get("failure_mode").asText()).isEqualTo("off_topic");
    }

    @Test
    void whatIsWaitedForIsSaidWhileItIsWaitedFor() {
        assertThat(run("chat", "--message", QUESTION, "--failure-mode", "api_timeout", "--speed", "10").out())
                .containsSubsequence("waiting", "You   ");
    }

    @Test
    void nothingIsSaidToHaveBeenOnAScreenThatShowedNothing() {
        assertThat(run("chat", "--message", QUESTION, "--failure-mode", "hallucination", "--recovery", "on").out())
                .contains("A reply that had come in was taken back").doesNotContain("on screen");
    }
}
