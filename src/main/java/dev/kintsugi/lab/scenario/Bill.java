package dev.kintsugi.lab.scenario;

import java.util.List;

/// What a played scenario cost, item by item. Immutable. Amounts are whole units of the scenario's currency.
public record Bill(String currency, List<Item> items) {
    public static final Bill NONE = new Bill("", List.of());

    public Bill {
        items = List.copyOf(items);
    }

    /// One line of the bill.
    ///
    /// @param amount    what it costs if it is triggered
    /// @param triggered whether it was
    /// @param turn      the turn that triggered it, 0 when none or more than one did
    /// @param why       for people: what triggered it, or why it was spared
    /// @param formula   how the amount comes about, e.g. `8 days x 40`; the amount itself for a lump sum
    public record Item(String name, Party party, String group, long amount, boolean triggered, int turn, String why,
            String formula) {
        /// A lump sum.
        public Item(String name, Party party, String group, long amount, boolean triggered, int turn, String why) {
            this(name, party, group, amount, triggered, turn, why, Long.toString(amount));
        }

        /// What it costs as things went.
        public long due() { return triggered ? amount : 0; }
    }

    /// Who pays.
    public enum Party {
        CUSTOMER, COMPANY
    }

    /// The scenario's ledger applied to what happened.
    public static Bill of(Scenario scenario, History history) {
        return scenario.ledger().bill(scenario.steps(), history);
    }

    public long total(Party party) { return items.stream().filter(i -> i.party() == party).mapToLong(Item::due).sum(); }
}
