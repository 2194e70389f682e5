package dev.kintsugi.lab.scenario;

import dev.kintsugi.lab.scenario.Bill.Item;
import dev.kintsugi.lab.scenario.Bill.Party;
import java.util.List;
import java.util.stream.IntStream;

/// What recovery was worth: two bills of one scenario, compared item by item. Immutable. A saving below zero is a cost.
public record Savings(String currency, List<Line> lines) {
    public Savings {
        lines = List.copyOf(lines);
    }

    /// One item in both bills.
    public record Line(Item off, Item on) {
        public long saved() { return off.due() - on.due(); }
    }

    /// Throws `IllegalArgumentException` when the bills are not of one ledger.
    ///
    /// @param off the bill of the run without recovery
    /// @param on  the bill of the run with it
    public static Savings between(Bill off, Bill on) {
        if (!off.currency().equals(on.currency()) || !names(off).equals(names(on))) {
            throw new IllegalArgumentException("two bills of one ledger are compared");
        }
        return new Savings(off.currency(), IntStream.range(0, off.items().size())
                .mapToObj(i -> new Line(off.items().get(i), on.items().get(i))).toList());
    }

    public long total(Party party) {
        return lines.stream().filter(l -> l.off().party() == party).mapToLong(Line::saved).sum();
    }

    private static List<String> names(Bill bill) { return bill.items().stream().map(Item::name).toList(); }
}
