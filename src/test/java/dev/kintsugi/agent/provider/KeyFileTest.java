package dev.kintsugi.agent.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs({OS.LINUX, OS.MAC})
class KeyFileTest {
    private static final Secret KEY = Secret.of("sk-123456");

    @TempDir
    Path home;

    private KeyFile file;

    @BeforeEach
    void chooseAFile() { file = new KeyFile(home.resolve("settings").resolve("kintsugi").resolve("key")); }

    @Test
    void whatWasWrittenIsReadAndGoneWhenDeleted() {
        assertThat(file.read()).isEmpty();
        file.write(KEY);
        assertThat(file.read()).contains(KEY);
        file.write(Secret.of("sk-other"));
        assertThat(file.read()).contains(Secret.of("sk-other"));
        assertThat(file.delete()).isTrue();
        assertThat(file.delete()).isFalse();
        assertThat(file.read()).isEmpty();
    }

    @Test
    void onlyTheOwnerCanReadItAndNothingIsLeftBeside() throws IOException {
        file.write(KEY);
        assertThat(permissions(file.path())).isEqualTo("rw-------");
        assertThat(permissions(file.path().getParent())).isEqualTo("rwx------");
        try (var inside = Files.list(file.path().getParent())) {
            assertThat(inside).containsExactly(file.path());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-r-----", "rw--w----"})
    void aFileOpenToOthersIsRefusedWithTheCommandToRun(String permissions) throws IOException {
        file.write(KEY);
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(file::read).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.why()).contains(permissions);
            assertThat(problem.todo()).isEqualTo("Run: chmod 600 '" + file.path() + "'");
            assertThat(problem.getMessage()).doesNotContain("123456");
        });
        file.write(KEY);
        assertThat(file.read()).contains(KEY);
    }

    @Test
    void whatIsNoKeyIsAProblem() throws IOException {
        file.write(KEY);
        Files.writeString(file.path(), "two words");
        assertThatThrownBy(file::read).isInstanceOf(Problem.class).hasMessageNotContaining("two words");
        Files.writeString(file.path(), "x".repeat(5000));
        assertThatThrownBy(file::read).isInstanceOf(Problem.class);
        Files.write(file.path(), new byte[]{(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(file::read).isInstanceOf(Problem.class);
        Files.writeString(file.path(), "\n");
        assertThat(file.read()).isEmpty();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsAProblem() throws IOException {
        Files.writeString(home.resolve("settings"), "a file where a folder should be");
        assertThatThrownBy(() -> file.write(KEY)).isInstanceOf(Problem.class).hasMessageNotContaining("123456");
        assertThatThrownBy(() -> new KeyFile(home.resolve("k")).write(Secret.NONE)).isInstanceOf(Problem.class);
    }

    @Test
    void theVariableComesBeforeTheFile() {
        assertThat(file.find(Map.of("AI_API_KEY", " sk-env ")::get)).isEqualTo(Secret.of("sk-env"));
        assertThat(file.find(_ -> null)).isEqualTo(Secret.NONE);
        file.write(KEY);
        assertThat(file.find(Map.of("AI_API_KEY", "")::get)).isEqualTo(KEY);
    }

    @Test
    void eachSystemHasItsPlace() {
        var user = Path.of("/home/ann");
        assertThat(KeyLocation.of(_ -> null, "Linux", user)).isEqualTo(user.resolve(".config/kintsugi/key"));
        assertThat(KeyLocation.of(_ -> null, "Mac OS X", user))
                .isEqualTo(user.resolve("Library/Application Support/kintsugi/key"));
        assertThat(KeyLocation.of(_ -> null, "Windows 11", user))
                .isEqualTo(user.resolve("AppData/Roaming/kintsugi/key"));
        assertThat(KeyLocation.of(Map.of("APPDATA", "/roaming")::get, "Windows 11", user))
                .isEqualTo(Path.of("/roaming/kintsugi/key"));
        assertThat(KeyLocation.of(Map.of("XDG_CONFIG_HOME", "/elsewhere")::get, "Linux", user))
                .isEqualTo(Path.of("/elsewhere/kintsugi/key"));
        assertThat(KeyLocation.of(Map.of("XDG_CONFIG_HOME", "relative")::get, "Linux", user))
                .isEqualTo(user.resolve(".config/kintsugi/key"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
