package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.lab.relay.RelaySettings;
import org.junit.jupiter.api.Test;

class ReplayedCallsTest {
    @Test
    void turnsOfOtherProgramsAreInputsOfAReplayWhichSaysSo() throws Exception {
        try (var gate = new Gate(RelaySettings.DEFAULTS)) {
            gate.post(Gate.body(""), "X-Lab-Session", "caller");
            gate.post(Gate.body(",\"stream\":true"), "X-Lab-Session", "caller");
            var turns = gate.turns("caller").size();
            assertThat(turns).isPositive();
            var replay = gate.lab.replay(new SessionId("caller"));
            assertThat(replay.difference()).isEmpty();
            assertThat(replay.turns()).isEqualTo(turns);
            assertThat(replay.inputs()).isEqualTo(replay.events());
            assertThat(replay.notes()).singleElement().asString().contains("driven by another program");
        }
    }
}
