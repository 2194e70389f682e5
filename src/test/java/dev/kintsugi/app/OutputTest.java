package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Standard output that cannot take what is printed.
class OutputTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsTold() throws IOException {
        try (var full = new FileOutputStream("/dev/full")) {
            var output = new Output(full);
            assertThatThrownBy(() -> output.write(new byte[]{'a'})).isInstanceOf(IOException.class);
            assertThat(output.problem()).hasValueSatisfying(p -> {
                assertThat(p.what()).isEqualTo("Not everything could be printed");
                assertThat(p.exit().code()).isEqualTo(2);
            });
        }
    }

    @Test
    void aReaderWhoHasSeenEnoughIsNoTrouble() {
        var output = new Output(new OutputStream() {
            @Override
            public void write(int b) throws IOException { throw new IOException("Broken pipe"); }
        });
        assertThatThrownBy(() -> output.write(new byte[]{'a'})).isInstanceOf(IOException.class);
        assertThat(output.problem()).isEmpty();
    }

    @Test
    void whatArrivesIsNoTrouble() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var output = new Output(bytes);
        output.write("ä".getBytes(StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("ä");
        assertThat(output.problem()).isEmpty();
    }
}
