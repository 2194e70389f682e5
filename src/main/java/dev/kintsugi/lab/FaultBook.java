package dev.kintsugi.lab;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.KeptFault;
import java.util.List;
import java.util.Optional;

/// The rows of `failure_scenarios`, and what they do: writing one changes the lab's settings at once. Safe for use by
/// many threads.
public final class FaultBook {
    private final Lab lab;
    private final Journal journal;

    FaultBook(Lab lab, Journal journal) {
        this.lab = lab;
        this.journal = journal;
    }

    /// All rows, by name.
    public List<KeptFault> all() { return journal.keptFaults(); }

    public Optional<KeptFault> named(String name) {
        return all().stream().filter(f -> f.row().name().equals(name)).findFirst();
    }

    /// Writes a new row; absent when its name is taken. Throws a [Problem] for what makes no sense.
    public Optional<KeptFault> add(FaultRow row) {
        synchronized (lab) {
            var next = FaultRows.edited(lab.settings().faults(), row);
            var added = journal.add(row);
            if (added.isPresent()) {
                lab.change(lab.settings().withFaults(next));
                keptAs(row);
            }
            return added;
        }
    }

    /// Writes a row, new or known. Throws a [Problem] for what makes no sense.
    public KeptFault save(FaultRow row) {
        synchronized (lab) {
            var next = FaultRows.edited(lab.settings().faults(), row);
            journal.save(row);
            lab.change(lab.settings().withFaults(next));
            keptAs(row);
            return named(row.name()).orElseThrow();
        }
    }

    /// A mode's row says its chance under the name `probability` from now on: only that counts at the next start.
    private void keptAs(FaultRow row) {
        if (FaultRows.mode(row.name()).isPresent()) {
            lab.keepFaults();
        }
    }

    /// Takes a made-up fault away; false when there is none of that name. Throws a [Problem] for a mode's row.
    public boolean remove(String name) {
        if (FaultRows.mode(name).isPresent()) {
            throw new Problem("The row '" + name + "' cannot be deleted",
                    "it holds the settings of one of the twelve modes",
                    "Switch the mode off instead: set its 'enabled' to false");
        }
        synchronized (lab) {
            lab.change(lab.settings().withFaults(lab.settings().faults().without(name)));
            return journal.forget(name);
        }
    }
}
