package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// A conversation in lines, typed or from a pipe.
class ChatLinesTest extends CommandTest {
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

    @Test
    void wordsWithASlashAreForTheLab() {
        var said = typing("/force off_topic\nHello\n/reset\n/skip\n/help\n/dance\n/force nonsense\n/quit\nnever said\n",
                "chat", "--session", "s1");
        assertThat(said.out()).contains("The next answer fails by off topic").contains("▲ ")
                .contains("has forgotten the conversation").contains("Modes: hallucination")
                .doesNotContain("never said");
        assertThat(said.err()).contains("There is no command /dance").contains("Unknown failure mode 'nonsense'");
    }

    @Test
    void thePersonAtTheTerminalSaysYesToARiskyAct() {
        var person = new Terminal.Look(false, true, 100, StandardCharsets.UTF_8);
        var said = seen(person, "Where is my money? INS-2024-4410\nYes, please.\nyes\n/quit\n", "chat", "--recovery",
                "supervised");
        assertThat(said.out()).contains("May pay_out act? 1850").contains("PAY-");
    }
}
