package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.LateJournal;
import dev.kintsugi.store.EmbeddedState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A session that goes on from the command line: what it keeps, and what is said again.
class ChatSessionTest extends CommandTest {
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
    void aSessionThatIsBegunInPlaceOfOneThatIsNotThereIsTold() {
        assertThat(typing("Hello\n", "chat", "--session", "s1").err()).contains("There is no session s1 here");
        assertThat(typing("Hello\n", "chat", "--session", "s1").err()).isEmpty();
    }

    @Test
    void aSessionThatAnotherLabBeganAMomentAgoGoesOn() {
        var s1 = new SessionId("s1");
        var others = new ArrayList<Lab>();
        door.before = store -> LateJournal.lateBy(store, s1, () -> {
            others.add(new Lab(LabSettings.defaults(), store, new EmbeddedState(new ConversationClock()),
                    door.agents()));
            others.getFirst().converse(s1).say(QUESTION, null).join();
        });
        var json = run("chat", "--session", "s1", "--message", "And when will it be paid?", "--json").json();
        assertThat(json.get("turn").asInt()).isEqualTo(2);
        others.forEach(Lab::close);
    }
}
