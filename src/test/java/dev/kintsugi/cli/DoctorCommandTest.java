package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.cli.Diagnosis.Finding;
import dev.kintsugi.cli.Diagnosis.Grade;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest extends CommandTest {
    private static final Finding GOOD = new Finding(Grade.GOOD, "Java", "25", "");
    private static final Finding ABSENT = new Finding(Grade.ABSENT, "Key", "none", "");
    private static final Finding BAD = new Finding(Grade.BAD, "Storage", "the folder is read-only", "Give another");

    @Test
    void whatIsAbsentAndNotNeededIsNoTrouble() {
        door.diagnosis = new Diagnosis(List.of(GOOD, ABSENT));
        var said = run("doctor");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("✓ Java").contains("· Key");
    }

    @Test
    void whatDoesNotWorkFailsAndSaysWhatToDo() {
        door.diagnosis = new Diagnosis(List.of(GOOD, BAD));
        var said = run("doctor");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("✕ Storage").contains("Give another");
        var json = run("doctor", "--json").json();
        assertThat(json.get("healthy").asBoolean()).isFalse();
        assertThat(json.at("/checks/1/grade").asText()).isEqualTo("bad");
    }
}
