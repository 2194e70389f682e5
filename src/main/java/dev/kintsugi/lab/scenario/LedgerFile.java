package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.scenario.Bill.Party;
import dev.kintsugi.lab.scenario.LedgerItem.Amount;
import dev.kintsugi.lab.scenario.Trigger.Which;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a ledger of a file's fields. Immutable.
///
/// @param steps how many steps the script has: a trigger cannot name one beyond
record LedgerFile(int steps) {
    Ledger ledger(Fields file) {
        return new Ledger(file.text("currency"), file.maps("items").stream().map(this::item).toList());
    }

    private LedgerItem item(Fields item) {
        var amount = item.map("amount");
        return new LedgerItem(item.text("name"), item.constant("party", Party.class), item.text("group"),
                new Amount(amount.number("quantity", 1), amount.text("unit"), amount.number("price", 0)),
                trigger(item.map("when")), item.text("because"));
    }

    private Trigger trigger(Fields when) {
        var kind = when.names().getFirst();
        return switch (kind) {
            case "sunk" -> new Trigger.Sunk();
            case "unmended" -> new Trigger.Failures(which(when.map(kind)), (int) when.map(kind).number("at_least", 1));
            case "each_unmended" -> new Trigger.EachFailure(which(when.map(kind)));
            case "each_retry" -> new Trigger.EachRetry(which(when.map(kind)));
            case "disconnected" -> new Trigger.Disconnected();
            case "memory_lost" -> new Trigger.MemoryLost();
            case "any" -> new Trigger.AnyOf(triggers(when));
            case "all" -> new Trigger.AllOf(triggers(when));
            default -> throw when.problem(kind, "'" + kind + "' is no trigger", "Use a trigger the schema knows");
        };
    }

    private List<Trigger> triggers(Fields when) {
        return when.maps(when.names().getFirst()).stream().map(this::trigger).toList();
    }

    private Which which(Fields which) {
        var step = (int) which.number("step", 0);
        if (step > steps) {
            throw which.problem("step", "there is no step " + step, "The script has " + steps + ": use 1 to " + steps);
        }
        return new Which(step, mode(which), which.flag("delivered", false));
    }

    private static @Nullable FailureMode mode(Fields which) {
        return which.has("mode") ? FailureMode.of(which.text("mode")) : null;
    }
}
