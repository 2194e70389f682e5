package dev.kintsugi.lab.relay;

import static dev.kintsugi.lab.relay.RelayRig.fail;
import static dev.kintsugi.lab.relay.RelayRig.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// More sessions than are kept open, some of which are still needed.
class ManySessionsTest {
    private static final String OVERLOADED = "service_unavailable(cure=persistent)";
    private static final RelaySettings UNRECORDED = RelaySettings.DEFAULTS.withRecord(false);

    @Test
    void oneMoreThanAreKeptOpenIsServedWhileAllOthersHaveCallsUnderWay() {
        try (var rig = new RelayRig(RelaySettings.DEFAULTS)) {
            var underWay = new ArrayList<RelayTurn>();
            for (var i = 1; i <= 258; i++) {
                underWay.add(rig.arrive("s" + i, "hello", ""));
            }
            assertThatCode(() -> underWay.forEach(RelayRig::reply)).doesNotThrowAnyException();
            assertThat(rig.turns("s258")).hasSize(1);
        }
    }

    @Test
    void whoWaitsBeforeTheNextAttemptIsNotForgotten() {
        try (var rig = new RelayRig(UNRECORDED)) {
            fail(rig.arrive("waits", "hello", OVERLOADED));
            for (var i = 1; i <= 300; i++) {
                reply(rig.arrive("s" + i, "hello", OVERLOADED));
            }
            assertThat(rig.arrive("waits", "hello", OVERLOADED).attempt()).isEqualTo(2);
        }
    }

    @Test
    void howeverManyWaitTheirNumberIsBound() {
        try (var rig = new RelayRig(UNRECORDED)) {
            for (var i = 0; i <= 1_024; i++) {
                fail(rig.arrive("s" + i, "hello", OVERLOADED));
            }
            assertThat(rig.arrive("s1024", "hello", OVERLOADED).attempt()).isEqualTo(2);
            assertThat(rig.arrive("s0", "hello", OVERLOADED).attempt()).isEqualTo(1);
        }
    }
}
