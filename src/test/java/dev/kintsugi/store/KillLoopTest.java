package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillLoopTest {
    @TempDir
    Path folder;

    @Test
    void nothingAcknowledgedIsLostHoweverTheProcessIsKilled() {
        var told = new ArrayList<String>();
        var report = KillLoop.run(8, folder, 20260101, told::add);
        assertThat(report.passed()).as("%s %s", report, told).isTrue();
        assertThat(report.rounds()).isEqualTo(8);
        assertThat(report.acknowledged()).isPositive();
        assertThat(told).hasSize(8).first().asString().startsWith("round 1 of 8: ");
    }

    @Test
    void aProcessThatEndsByItselfProvesNothing() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "no folder");
        assertThatThrownBy(() -> KillLoop.run(1, file, 1, _ -> {})).isInstanceOf(Problem.class)
                .hasMessageContaining("ended by itself").hasMessageContaining(file.toString());
    }
}
