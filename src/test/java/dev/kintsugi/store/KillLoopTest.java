package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

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
}
