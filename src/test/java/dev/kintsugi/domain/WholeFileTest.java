package dev.kintsugi.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void whatCannotBeWrittenToItsEndLeavesWhatWasThere() throws IOException {
        var file = Files.writeString(folder.resolve("kept.txt"), "before");
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
            out.write("aft");
            out.flush();
            throw new IOException("No space left on device");
        })).hasMessage("No space left on device");
        assertThat(file).hasContent("before");
        assertThat(folder.toFile().list()).containsExactly("kept.txt");
    }

    @Test
    void itTakesThePlaceOfWhatWasThereAndIsAsOpenToOthersAsAnyNewFile() throws IOException {
        var file = Files.writeString(folder.resolve("kept.txt"), "before");
        WholeFile.write(file, "after \uD800");
        assertThat(file).hasContent("after ?");
        var any = Files.createFile(folder.resolve("any.txt"));
        if (Files.getFileAttributeView(any, PosixFileAttributeView.class) != null) {
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(any));
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("kept.txt", "any.txt");
    }

    @Test
    void whereNoFileCanBeTheReasonIsTold() {
        assertThatThrownBy(() -> WholeFile.write(folder, "")).hasMessage("it is a folder");
        assertThatThrownBy(() -> WholeFile.write(folder.resolve("nowhere/file"), ""))
                .hasMessage("the folder does not exist");
    }
}
