package dev.kintsugi.lab.scenario;

import java.util.List;

/// What a scenario can cost, and when each item is due. Immutable. A [Bill] is the ledger applied to what happened.
public record Ledger(String currency, List<LedgerItem> items) {
    public static final Ledger NONE = new Ledger("", List.of());

    public Ledger {
        items = List.copyOf(items);
    }

    Bill bill(List<ScriptStep> steps, History history) {
        var judge = new Judge(steps, history);
        return new Bill(currency, items.stream().map(i -> i.bill(judge.judge(i.when()))).toList());
    }
}
