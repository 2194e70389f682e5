package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.app.Child.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The program from outside: started, fed, killed, started again.
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ProcessTest {
    private static final String QUESTION = "Where is my claim INS-2024-9876?";

    @TempDir
    Path folder;

    private Child child;

    @BeforeEach
    void prepare() { child = new Child(folder); }

    private static JsonNode json(Ended ended) throws IOException {
        assertThat(ended.code()).as(ended.err()).isZero();
        return JsonMapper.builder().build().readTree(ended.out());
    }

    @Test
    void aTurnIsKeptExportedAndVerifiedAndAnAlteredByteIsNamed() throws IOException {
        var turn = json(child.run("chat", "--session", "s1", "--message", QUESTION, "--failure-mode", "hallucination",
                "--speed", "instant", "--json"));
        assertThat(turn.get("failure_mode").asText()).isEqualTo("hallucination");
        for (var format : new String[]{"jsonl", "csv", "html"}) {
            assertThat(child.run("export", "s1", "--format", format, "--out", "s1." + format).code()).isZero();
            assertThat(folder.resolve("s1." + format)).isNotEmptyFile();
        }
        assertThat(child.run("verify", "s1.jsonl").code()).isZero();
        var log = folder.resolve("s1.jsonl");
        Files.writeString(log, Files.readString(log).replaceFirst("9876", "9877"));
        var altered = child.run("verify", "s1.jsonl");
        assertThat(altered.code()).isEqualTo(1);
        assertThat(altered.out()).contains("turn 1, event ");
    }

    @Test
    void aTurnThatWasUnderWayWhenTheProcessWasKilledIsShownAsInterrupted() throws Exception {
        var talking = waiting();
        talking.destroyForcibly().waitFor();
        var again = child.run("chat", "--session", "s1", "--message", "Hello again", "--speed", "instant");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("Turn 1 was interrupted: \"" + QUESTION + "\"");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
    void whoIsToldToEndClosesTheStoreInOrder() throws Exception {
        var talking = waiting();
        talking.destroy();
        assertThat(talking.waitFor()).isEqualTo(143);
        var sessions = json(child.run("export", "--list", "--json"));
        assertThat(sessions.at("/sessions/0/turns").asInt()).isEqualTo(1);
        assertThat(sessions.at("/sessions/0/in_turn").asBoolean()).as("closed in order").isFalse();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGINT")
    void controlCEndsWith130AndLosesNothing() throws Exception {
        assumeThat(interruptIsIgnored()).as("this process was started with SIGINT ignored, and so are its children")
                .isFalse();
        var talking = waiting();
        assertThat(new ProcessBuilder("kill", "-INT", "" + talking.pid()).start().waitFor()).isZero();
        assertThat(talking.waitFor()).isEqualTo(130);
        assertThat(json(child.run("export", "--list", "--json")).at("/sessions/0/turns").asInt()).isEqualTo(1);
    }

    @Test
    void aSecondProcessOnTheSameDatabaseIsToldAndReplayRunsBesideIt() throws Exception {
        var talking = waiting();
        try {
            var second = child.run("chat", "--message", "hi");
            assertThat(second.code()).isEqualTo(2);
            assertThat(second.err()).contains("" + talking.pid()).doesNotContain("Exception");
            var replay = json(child.run("replay", "demos/insurance", "--recovery", "off", "--json"));
            assertThat(replay.get("company_total").asLong()).isEqualTo(8300);
        } finally {
            talking.destroyForcibly().waitFor();
        }
    }

    /// A shell without job control starts what runs in its background that way, and every child inherits it.
    private static boolean interruptIsIgnored() throws IOException {
        var status = Path.of("/proc/self/status");
        return Files.exists(status) && Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    /// A conversation whose first turn waits for a call that never comes in time.
    private Process waiting() throws IOException {
        var process = child.start(Map.of(), "chat", "--session", "s1", "--failure-mode", "api_timeout");
        var in = process.outputWriter();
        in.write(QUESTION + "\n");
        in.flush();
        var out = process.inputReader();
        assertThat(readUntil(out, "waiting ")).isTrue();
        return process;
    }

    private static boolean readUntil(BufferedReader out, String word) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(word)) {
                return true;
            }
        }
        return false;
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows keeps its permissions elsewhere")
    void aReadOnlyFolderIsToldWithWhatToDo() throws IOException {
        var locked = Files.createDirectory(folder.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeThat(Files.isWritable(locked)).as("not as root").isFalse();
        var said = child.run("chat", "--message", "hi", "--data", locked.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--data").doesNotContain("Exception");
    }

    @Test
    void aDataFolderThatIsAFileIsTold() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        var said = child.run("chat", "--message", "hi", "--data", file.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("is a file").contains("--data").doesNotContain("Exception");
    }

    @Test
    void theSameSeedGivesTheSameBytesInAnyLocaleAndTimeZone() throws IOException {
        var here = replayed("a", Map.of());
        var there = replayed("b", Map.of("TZ", "Asia/Kathmandu", "LC_ALL", "tr_TR.UTF-8", "JDK_JAVA_OPTIONS",
                "-Duser.language=ar -Duser.country=EG -Duser.timezone=Pacific/Apia"));
        assertThat(there).hasSameBinaryContentAs(here);
    }

    private Path replayed(String name, Map<String, String> variables) {
        var ended = child.run(variables, "replay", "demos/insurance", "--recovery", "on", "--data", name);
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(child.run("export", "--data", name, "--out", name + ".jsonl").code()).isZero();
        return folder.resolve(name + ".jsonl");
    }

    @Test
    void variablesThatHaveNoEffectAreNamedAndBadOnesRefused() {
        var idle = child.run(Map.of("AI_MODEL", "m", "LOG_LEVEL", "loud"), "chat",
                "--message", "hi", "--speed", "instant");
        assertThat(idle.code()).isZero();
        assertThat(idle.err()).contains("AI_MODEL is set").contains("LOG_LEVEL cannot");
        var bad = child.run(Map.of("FAILURE_MODE", "sometimes"), "chat", "--message", "hi");
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("FAILURE_MODE cannot be 'sometimes'");
    }

    /// What is not used costs nothing at start. With an archive Java counts all that is in it as loaded.
    @Test
    void aLabInAFolderLoadsNothingOfTheOtherStores() throws IOException {
        var classes = folder.resolve("classes.log");
        var log = Map.of("JDK_JAVA_OPTIONS", "-XX:AOTMode=off -Xlog:class+load:file=" + classes);
        assertThat(child.run("export", "--list", "--data", "db").code()).isZero();
        assertThat(child.run(log, "export", "--list", "--data", "db").code()).isZero();
        assertThat(Files.readString(classes)).contains("org.h2.").doesNotContain("org.postgresql.", "com.zaxxer.",
                "redis.clients.", "org.flywaydb.");
    }

    @Test
    void badAddressesAreRefusedAndNotQuoted() {
        var bad = child.run(Map.of("DATABASE_URL", "postgresql://me:s3cret@localhost/x?loggerFile=/tmp/x"), "export",
                "--list");
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("DATABASE_URL cannot be used", "loggerFile").doesNotContain("s3cret");
        var away = child.run(Map.of("DATABASE_URL", "postgresql://me:s3cret@localhost:1/x", "REDIS_URL",
                "redis://:s3cret@localhost:1"), "doctor");
        assertThat(away.code()).isEqualTo(1);
        assertThat(away.out()).contains("The store does not answer", "Redis does not answer");
        assertThat(away.out() + away.err()).doesNotContain("s3cret");
    }

    @Test
    void theDoctorFindsAHealthyInstallation() throws IOException {
        assertThat(json(child.run("doctor", "--json")).get("healthy").asBoolean()).isTrue();
    }

    @Test
    void whenNobodyReadsAnyLongerItEndsQuietly() throws Exception {
        var process = child.start(Map.of(), "replay", "demos/insurance");
        process.getInputStream().close();
        var ended = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(ended).isEmpty();
    }

    @Test
    void aProviderThatIsDownFailsForAScript() throws IOException {
        var ended = child.run("chat", "--message", QUESTION, "--base-url", "http://127.0.0.1:1/v1", "--model", "any",
                "--json");
        assertThat(ended.code()).as(ended.err()).isEqualTo(1);
        assertThat(JsonMapper.builder().build().readTree(ended.out()).path("delivered_status").asText())
                .isEqualTo("error");
    }

    /// The virtual machine opens a file of its own in its place, and the lab would talk with that.
    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutStandardInputNothingWasTyped() {
        var ended = Child.end(child.startWithoutInput("chat", "--data", "db"));
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).doesNotContain("Agent");
    }
}
