package dev.kintsugi.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.scenario.Bill.Item;
import dev.kintsugi.lab.scenario.Bill.Party;
import dev.kintsugi.lab.scenario.LedgerItem.Amount;
import dev.kintsugi.lab.scenario.Trigger.Which;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final List<ScriptStep> steps = Runs.insurance().steps();
    private final Trigger outage = new Trigger.Failures(new Which(0, FailureMode.SERVICE_UNAVAILABLE, false), 1);

    @Test
    void retriesAreBilledByThePiece() {
        var item = bill(new Trigger.EachRetry(Which.ANY), moment(1, Ending.MENDED, 3), moment(2, Ending.FAILED, 4));
        assertThat(item.due()).isEqualTo(5 * 20);
        assertThat(item.formula()).isEqualTo("5 retries x 2 calls x 10");
        assertThat(item.why()).isEqualTo("Calls were repeated at steps 1, 2. Money");
    }

    @Test
    void withoutRetriesNothingIsBilled() {
        var item = bill(new Trigger.EachRetry(Which.ANY), moment(1, Ending.FAILED, 1));
        assertThat(item.due()).isZero();
        assertThat(item.why()).isEqualTo("No call was repeated");
    }

    @Test
    void atLeastSoManyFailuresAreNeeded() {
        var three = new Trigger.Failures(Which.ANY, 3);
        assertThat(bill(three).why()).isEqualTo("No failure was left unmended, and it takes 3");
        var offTopic = new Trigger.Failures(new Which(0, FailureMode.OFF_TOPIC, false), 3);
        assertThat(bill(offTopic, moment(1, Ending.FAILED, 1)).why())
                .isEqualTo("No off_topic failure was left unmended, and it takes 3");
        assertThat(bill(three, moment(1, Ending.FAILED, 1)).why())
                .isEqualTo("Only 1 was left unmended, and it takes 3");
        assertThat(bill(three, moment(1, Ending.FAILED, 1), moment(2, Ending.SOFTENED, 1), moment(3, Ending.MENDED, 1),
                moment(4, Ending.FAILED, 1)).why())
                .isEqualTo("3 failures were not mended, and 3 are enough. Money");
    }

    @Test
    void anyNeedsOneAndAllNeedsAll() {
        var both = List.of(outage, new Trigger.MemoryLost());
        assertThat(bill(new Trigger.AnyOf(both), moment(1, Ending.FAILED, 1)).triggered()).isTrue();
        assertThat(bill(new Trigger.AllOf(both), moment(1, Ending.FAILED, 1)).why())
                .isEqualTo("The agent was not restarted");
        assertThat(bill(new Trigger.AllOf(both), moment(1, Ending.FAILED, 1), new Happening.Restarted(false))
                .triggered()).isTrue();
        assertThat(bill(new Trigger.AnyOf(both)).why())
                .isEqualTo("No service_unavailable happened; The agent was not restarted");
    }

    @Test
    void aStandInCountsAsUnmendedButNotAsDelivered() {
        var delivered = new Trigger.Failures(new Which(1, null, true), 1);
        var softened = moment(1, Ending.SOFTENED, 1);
        assertThat(bill(outage, softened).why()).contains("and only a stand-in answered");
        assertThat(bill(delivered, softened).triggered()).isFalse();
    }

    @Test
    void aStepThatDidNotFailSaysSo() {
        var item = bill(new Trigger.Failures(new Which(1, null, false), 1),
                new Happening.Moment(1, 1, Ending.WORKED, Outcome.SOUND, null, 1));
        assertThat(item.why()).isEqualTo("Step 1 did not fail");
    }

    @Test
    void billsOfTwoLedgersAreNotCompared() {
        assertThatIllegalArgumentException().isThrownBy(() -> Savings.between(new Bill("EUR", List.of()), Bill.NONE));
    }

    @Test
    void savingsShowWhatRecoveryItselfCost() {
        var off = new Bill("EUR", List.of(bill(new Trigger.EachRetry(Which.ANY))));
        var on = new Bill("EUR", List.of(bill(new Trigger.EachRetry(Which.ANY), moment(1, Ending.MENDED, 3))));
        assertThat(Savings.between(off, on).total(Party.COMPANY)).isEqualTo(-40);
    }

    private Item bill(Trigger when, Happening... happenings) {
        var item = new LedgerItem("item", Party.COMPANY, "direct", new Amount(2, "calls", 10), when, "Money");
        return new Ledger("EUR", List.of(item)).bill(steps, new History(List.of(happenings))).items().getFirst();
    }

    private static Happening moment(int step, Ending ending, int attempts) {
        return new Happening.Moment(step, step, ending, Outcome.LOST, FailureMode.SERVICE_UNAVAILABLE, attempts);
    }
}
