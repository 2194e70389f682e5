package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.wire.Disturbances;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An official client for Java, as people use it: unchanged, with its own retries.
@Timeout(value = 90, unit = TimeUnit.SECONDS)
public abstract class OfficialClientCase extends GateCase {
    private final Class<? extends RuntimeException> error;

    /// What a reply is to look like.
    public static final class Told {
        public String answer = "";
    }

    /// @param error what the client throws for what is wrong
    protected OfficialClientCase(Class<? extends RuntimeException> error) { this.error = error; }

    /// The text of a whole reply to one question.
    protected abstract String whole(String fault, String session);

    /// Reads a stream to its end.
    protected abstract void stream(String fault, String session);

    @Test
    void itsOwnRetriesAreAttemptsOfOneTurn() {
        assertThat(whole("service_unavailable(cure=attempts 1)", "retried")).contains("INS-2024-9876");
        assertThat(gate.turns("retried")).hasSize(1);
        assertThat(gate.turns("retried").getFirst().attempts()).hasSize(2);
        assertThat(gate.turns("retried").getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(gate.verdicts().getFirst().findings()).isEmpty();
    }

    @Test
    void itBearsEveryModeOrSaysWhatIsWrong() {
        for (var mode : FailureMode.values()) {
            var wrong = catchThrowable(() -> whole(Quick.fault(mode), "m-" + mode.wire()));
            assertThat(wrong == null || error.isInstance(wrong)).as(mode.wire() + ": " + wrong).isTrue();
            assertThat(gate.turns("m-" + mode.wire())).as(mode.wire()).hasSize(1)
                    .allMatch(t -> !t.injections().isEmpty());
        }
    }

    @Test
    void itBearsEveryFaultOfTheWireOrSaysWhatIsWrong() {
        for (var fault : Disturbances.all()) {
            var wrong = catchThrowable(() -> {
                if (fault.fits(true)) {
                    stream(Quick.fault(fault), fault.name());
                } else {
                    whole(Quick.fault(fault), fault.name());
                }
            });
            assertThat(wrong == null || wrong instanceof RuntimeException).as(fault.name() + ": " + wrong).isTrue();
            assertThat(gate.turns(fault.name())).as(fault.name()).isNotEmpty();
        }
    }

    /// Looks whether the client sees that something is wrong with a stream.
    protected final void noticesInAStream(List<String> faults) {
        for (var fault : faults) {
            assertThatThrownBy(() -> stream(fault, "x-" + fault.substring(0, 5))).as(fault)
                    .isInstanceOf(RuntimeException.class);
        }
    }
}
