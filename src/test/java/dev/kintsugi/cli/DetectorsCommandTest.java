package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DetectorsCommandTest extends CommandTest {
    @Test
    void aProgramGetsEveryRateWithItsDenominatorAndInterval() {
        var said = run("detectors", "--domain", "general", "--conversations", "2", "--turns", "4", "--faults", "1",
                "--json");
        assertThat(said.code()).isZero();
        var part = said.json().get("parts").get(0);
        assertThat(part.get("domain").asText()).isEqualTo("general");
        assertThat(part.get("held_out").asBoolean()).isFalse();
        assertThat(part.get("everything").get("mcc").asDouble()).isZero();
        assertThat(part.get("keywords").has("f1")).isTrue();
        assertThat(part.get("modes")).hasSize(6);
        for (var mode : part.get("modes")) {
            assertThat(mode.get("recall").get("n").asInt()).isPositive();
            assertThat(mode.get("recall").get("low").asDouble())
                    .isLessThanOrEqualTo(mode.get("recall").get("high").asDouble());
        }
    }

    @Test
    void withoutFaultsThereIsNoDataOnRecall() {
        assertThat(
                run("detectors", "--domain", "general", "--conversations", "1", "--turns", "2", "--faults", "0").out())
                .contains("no data");
    }

    @Test
    void anUnknownDomainIsAProblemWithAWayOut() {
        var said = run("detectors", "--domain", "astrology");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("there is no such domain", "support");
    }
}
