package dev.kintsugi.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.ErrorCategory;
import dev.kintsugi.domain.error.Severity;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.work.EffectState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class EffectLedgerTest {
    private static final Text ARGUMENTS = Text.of("{\"amount\":320}");

    private final EffectLedger ledger = new EffectLedger();
    private long sequence;

    @BeforeEach
    void aPaymentIsIntended() { add(new LabEvent.ToolIntended("pay_out", Effect.EFFECT, "k1", ARGUMENTS)); }

    private void add(LabEvent event) { ledger.add(new Entry(new SessionId("s"), 1, ++sequence, 0, 0, 0, event)); }

    private void fails(String target, WireFault fault, int status) {
        add(new LabEvent.Attempted(1, 1, target, "", 0, 0, 10, true, false, Text.EMPTY, fault, status,
                ErrorCategory.COMMUNICATION, Severity.HIGH, Text.of("it failed")));
    }

    private EffectState state() { return ledger.item("k1").orElseThrow().state(); }

    @Test
    void whatIsIntendedIsUnknownUntilTheToolHasAnswered() {
        assertThat(state()).isEqualTo(EffectState.UNKNOWN);
        assertThat(ledger.unknown()).hasSize(1);
        add(new LabEvent.ToolUsed("pay_out", Effect.EFFECT, "k1", ARGUMENTS, Text.of("paid"), true));
        assertThat(state()).isEqualTo(EffectState.DONE);
        assertThat(ledger.unknown()).isEmpty();
    }

    @Test
    void whatTheToolRefusedIsNotDone() {
        add(new LabEvent.ToolUsed("pay_out", Effect.EFFECT, "k1", ARGUMENTS, Text.of("too much"), false));
        assertThat(state()).isEqualTo(EffectState.NOT_DONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422, 429, 499})
    void aRequestThatWasRefusedHasDoneNothing(int status) {
        fails("pay_out", WireFault.HTTP, status);
        assertThat(state()).isEqualTo(EffectState.NOT_DONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 500, 502, 503, 504})
    void afterAnAnswerThatLeavesItOpenTheActMayBeDone(int status) {
        fails("pay_out", WireFault.HTTP, status);
        assertThat(state()).isEqualTo(EffectState.UNKNOWN);
        assertThat(ledger.item("k1").orElseThrow().note()).isEqualTo("it failed");
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECT", "CONNECT_TIMEOUT", "MISSING_KEY"})
    void whatWasNeverSentIsNotDone(WireFault fault) {
        fails("pay_out", fault, 0);
        assertThat(state()).isEqualTo(EffectState.NOT_DONE);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = {"CONNECT", "CONNECT_TIMEOUT", "MISSING_KEY"})
    void whatBrokeAfterItWasSentMayBeDone(WireFault fault) {
        fails("pay_out", fault, 0);
        assertThat(state()).isEqualTo(EffectState.UNKNOWN);
    }

    @Test
    void aFailureOfTheModelSaysNothingOfAnAct() {
        fails("model", WireFault.CONNECT, 0);
        assertThat(state()).isEqualTo(EffectState.UNKNOWN);
    }

    @Test
    void whoKnowsHasTheLastWord() {
        fails("pay_out", WireFault.READ_TIMEOUT, 0);
        add(new LabEvent.EffectSettled("k1", EffectState.DONE, "you", Text.of("seen at the bank")));
        assertThat(state()).isEqualTo(EffectState.DONE);
        assertThat(ledger.item("k1").orElseThrow().note()).isEqualTo("you say: seen at the bank");
    }

    @Test
    void anActEditedByAPersonIsTheOneThatWasIntendedLast() {
        add(new LabEvent.ToolIntended("pay_out", Effect.EFFECT, EffectLedger.edited("k1"), Text.of("{\"amount\":25}")));
        assertThat(ledger.act("k1").orElseThrow().arguments().value()).isEqualTo("{\"amount\":25}");
        assertThat(ledger.items()).hasSize(2);
    }
}
