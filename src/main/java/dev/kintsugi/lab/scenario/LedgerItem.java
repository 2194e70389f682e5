package dev.kintsugi.lab.scenario;

import dev.kintsugi.lab.scenario.Bill.Party;

/// One item of a ledger. Immutable.
///
/// @param group   the heading it stands under, e.g. `direct`
/// @param when    what must have happened
/// @param because for people: how that leads to this cost; may be empty
public record LedgerItem(String name, Party party, String group, Amount amount, Trigger when, String because) {
    Bill.Item bill(Verdict verdict) {
        var times = Math.max(1, verdict.times());
        var why = verdict.due() && !because.isEmpty() ? verdict.why() + ". " + because : verdict.why();
        return new Bill.Item(name, party, group, amount.total(times), verdict.due(), verdict.turn(), why,
                amount.formula(when, times));
    }

    /// A quantity at a price. Immutable.
    ///
    /// @param unit  what is counted, e.g. `days`; empty for a lump sum
    /// @param price whole units of the ledger's currency
    public record Amount(long quantity, String unit, long price) {
        public Amount {
            if (quantity < 1 || price < 0) {
                throw new IllegalArgumentException("a quantity is at least 1 and a price at least 0");
            }
            Math.multiplyExact(quantity, price);
        }

        /// Throws `ArithmeticException` past what a long holds.
        long total(int times) { return Math.multiplyExact(Math.multiplyExact(quantity, price), times); }

        String formula(Trigger when, int times) {
            var one = unit.isEmpty() && quantity == 1 ? "" + price : (quantity + " " + unit).strip() + " x " + price;
            return switch (when) {
                case Trigger.EachFailure _ -> times(times, "failure") + " x " + one;
                case Trigger.EachRetry _ -> times(times, "retry") + " x " + one;
                case Trigger.Sunk _,Trigger.Failures _,Trigger.Disconnected _,Trigger.MemoryLost _,Trigger.AnyOf _,Trigger.AllOf _ ->
                    one;
            };
        }

        private static String times(int times, String what) {
            return times + " " + (times == 1 ? what : what.equals("retry") ? "retries" : what + "s");
        }
    }
}
