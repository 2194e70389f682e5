package dev.kintsugi.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
    @TempDir
    Path folder;

    @Test
    void everyReasonIsAPhraseAndNoNameOfAClass() throws IOException {
        var file = Files.write(folder.resolve("latin"), new byte[]{(byte) 0xe4});
        assertThat(words(() -> Files.readString(file))).isEqualTo("it is no text in UTF-8");
        assertThat(words(() -> Files.readString(folder.resolve("none"))))
                .isEqualTo("there is no " + folder.resolve("none"));
        assertThat(words(() -> Files.createDirectory(file))).isEqualTo("something is in the way at " + file);
        assertThat(words(() -> Files.readString(folder))).isEqualTo("it is a folder");
    }

    @Test
    void aFileIsNamedOnce() {
        var none = folder.resolve("none");
        var missing = catchThrowableOfType(IOException.class, () -> Files.readString(none));
        assertThat(FileTrouble.at(none, missing)).isEqualTo("there is no " + none);
        assertThat(FileTrouble.at(folder, missing)).isEqualTo(folder + ": there is no " + none);
    }

    private interface Reading {
        void run() throws IOException;
    }

    private static String words(Reading body) {
        return FileTrouble.words(catchThrowableOfType(IOException.class, body::run));
    }
}
