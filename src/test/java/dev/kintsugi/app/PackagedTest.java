package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher: it finds a Java, or says in words that there is none.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is for POSIX shells")
class PackagedTest {
    private static final Path SCRIPT = Path.of("src/main/dist/kintsugi").toAbsolutePath();

    @TempDir
    Path folder;

    private String run(int code, String... variables) throws Exception {
        var bin = Files.createDirectories(folder.resolve("home/bin"));
        var script = Files.copy(SCRIPT, bin.resolve("kintsugi"), StandardCopyOption.REPLACE_EXISTING);
        var builder = new ProcessBuilder("sh", script.toString(), "doctor").redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        for (int i = 0; i < variables.length; i += 2) {
            builder.environment().put(variables[i], variables[i + 1]);
        }
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(code);
        return said;
    }

    /// A Java that tells what it was called with.
    private Path java(String version) throws IOException {
        var java = Files.createDirectories(folder.resolve("jdk-" + version + "/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho called \"$@\" in ${LC_ALL:-}\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("jdk-" + version + "/release"), "JAVA_VERSION=\"" + version + "\"\n");
        return java.getParent().getParent();
    }

    @Test
    void theJavaOfJavaHomeIsTakenWhenItIsNewEnough() throws Exception {
        var said = run(0, "JAVA_HOME", java("26.0.1").toString());
        assertThat(said).startsWith("called").contains("-Dkintsugi.home=" + folder.toRealPath().resolve("home"))
                .contains("lib/kintsugi.jar doctor");
    }

    @Test
    void whereNoLocaleIsSetWhatIsTypedIsStillReadAsItWasTyped() throws Exception {
        var java = java("26").toString();
        assertThat(run(0, "JAVA_HOME", java)).contains("-Dstdout.encoding=US-ASCII", "in C.UTF-8");
        assertThat(run(0, "JAVA_HOME", java, "LANG", "de_DE.UTF-8")).doesNotContain("stdout.encoding", "in C");
        assertThat(run(0, "JAVA_HOME", java, "LANG", "de_DE.UTF-8", "LC_ALL", "POSIX")).contains("in C.UTF-8");
    }

    @Test
    void theArchiveThatCameAlongServesTheJavaThatMadeItAndNoOther() throws Exception {
        var java = java("25.0.3");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25.0.3\"\nJAVA_RUNTIME_VERSION=\"25.0.3+9-LTS\"\n");
        var lib = Files.createDirectories(folder.resolve("home/lib"));
        var archive = Files.writeString(lib.resolve("terminal.aot"), "classes");
        Files.writeString(lib.resolve("terminal.aot.java"), "25.0.3+9-LTS\n");
        assertThat(run(0, "JAVA_HOME", java.toString())).contains("-XX:AOTCache=" + archive.toRealPath())
                .doesNotContain("SharedArchive");

        Files.delete(folder.resolve("home/bin/kintsugi"));
        Files.writeString(lib.resolve("terminal.aot.java"), "25.0.4+1\n");
        assertThat(run(0, "JAVA_HOME", java.toString())).contains("SharedArchive").doesNotContain("AOTCache");
    }

    @Test
    void anOldJavaHomeIsPassedOverForTheOneOnThePath() throws Exception {
        var newer = java("25.0.3");
        assertThat(run(0, "JAVA_HOME", java("17.0.2").toString(), "PATH", newer.resolve("bin") + ":/usr/bin:/bin"))
                .startsWith("called");
    }
}
