package dev.kintsugi.agent.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.time.Cancelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Real programs that speak, fail, hang and are missing.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SpeechEngineTest {
    private static final ErrorContext CONTEXT = new ErrorContext(new SessionId("s"), "Helper", "", "voice", 1, 0);

    @TempDir
    Path folder;

    private SpeechEngine engine(String script, Duration limit) throws IOException {
        var file = Files.writeString(folder.resolve("speak.sh"), script);
        return new SpeechEngine("fake", List.of("/bin/sh", file.toString()), limit);
    }

    @Test
    void whatIsSaidReachesTheProgram() throws IOException {
        engine("cat > " + folder.resolve("said"), Duration.ofSeconds(10)).speak("Guten Tag, \"Ada\" 日本", CONTEXT);
        assertThat(folder.resolve("said")).hasContent("Guten Tag, \"Ada\" 日本");
    }

    @Test
    void aProgramThatFailsIsAVoiceError() throws IOException {
        var engine = engine("exit 3", Duration.ofSeconds(10));
        assertThatThrownBy(() -> engine.speak("Hello", CONTEXT)).isInstanceOf(AgentError.VoiceProcessing.class)
                .hasMessageContaining("code 3");
    }

    @Test
    void aProgramThatHangsIsEnded() throws IOException {
        var engine = engine("sleep 600", Duration.ofMillis(300));
        assertThatThrownBy(() -> engine.speak("Hello", CONTEXT)).isInstanceOf(AgentError.VoiceProcessing.class)
                .hasMessageContaining("0.3 s");
    }

    @Test
    void whatAStoppedProgramHasStartedIsEndedToo() throws Exception {
        var pid = folder.resolve("pid");
        var engine = engine("sleep 600 & echo $! > " + pid + "\nwait", Duration.ofSeconds(25));
        var speaking = Thread.ofVirtual().start(() -> assertThatThrownBy(() -> engine.speak("Hello", CONTEXT))
                .isInstanceOf(Cancelled.class));
        await().until(() -> Files.exists(pid) && Files.readString(pid).endsWith("\n"));
        var child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        speaking.interrupt();
        speaking.join();
        await().until(() -> !child.isAlive());
    }

    @Test
    void aKnownProgramIsKnownHoweverItIsWritten() {
        assertThat(SpeechEngine.of("ESpeak-NG").command()).containsExactly("espeak-ng", "--stdin");
    }

    @Test
    void aProgramThatDoesNotReadIsNoTrap() throws IOException {
        engine("exit 0", Duration.ofSeconds(10)).speak("long ".repeat(200_000), CONTEXT);
    }

    @Test
    void aProgramThatIsMissingIsAVoiceError() {
        assertThatThrownBy(() -> SpeechEngine.of("no-such-program-4711").speak("Hello", CONTEXT))
                .isInstanceOf(AgentError.VoiceProcessing.class).hasMessageContaining("cannot be started");
    }

    @Test
    void theProgramIsFoundOnThePath() throws IOException {
        var program = Files.createFile(folder.resolve("espeak-ng"));
        assertThat(SpeechEngine.installed(folder.toString())).isEmpty();
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(SpeechEngine.installed("/nowhere:" + folder)).map(SpeechEngine::name).contains("espeak-ng");
    }
}
