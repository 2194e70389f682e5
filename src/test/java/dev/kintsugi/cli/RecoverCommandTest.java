package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecoverCommandTest extends CommandTest {
    @Test
    void everyPartIsToldWithWhatCameOfIt() {
        run("chat", "--session", "s1", "--message", QUESTION);
        var said = run("recover", "s1");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("fine      log", "context", "memory", "effects", "workflow", "validation",
                "The session is whole. Go on with: kintsugi chat --session s1");
    }

    @Test
    void programsGetTheReport() {
        run("chat", "--session", "s1", "--message", QUESTION);
        var json = run("recover", "s1", "--json").json();
        assertThat(json.at("/whole").asBoolean()).isTrue();
        assertThat(json.at("/attempts").asInt()).isEqualTo(1);
        assertThat(json.at("/people/handoffs").asInt()).isZero();
        assertThat(json.at("/findings").findValuesAsText("part")).contains("model", "voice");
        assertThat(json.at("/findings").findValuesAsText("result")).contains("fine").doesNotContain("remains");
    }

    @Test
    void itIsSaidHowToGoOnInItsFolder() {
        var place = folder.resolve("db").toString();
        run("chat", "--session", "s1", "--message", QUESTION);
        assertThat(run("recover", "s1", "--data", place).out())
                .contains("Go on with: kintsugi chat --session s1 --data " + place);
    }

    @Test
    void whatWasNeverThereIsTold() {
        assertThat(run("recover", "nobody").code()).isEqualTo(2);
        assertThat(run("recover", "nobody").err()).contains("There is no session 'nobody'");
    }
}
