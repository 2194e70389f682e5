package dev.kintsugi.lab;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.KeptFault;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.wire.Disturbances;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The rows of `failure_scenarios`, and what they do: writing one changes the lab's settings at once. Rows are written one
/// after the other; what the lab does meanwhile does not wait for the database. Safe for use by many threads.
public final class FaultBook {
    private static final String NORMAL = "normal";

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
    public synchronized Optional<KeptFault> add(FaultRow row) {
        check(row);
        var added = journal.add(row);
        if (added.isPresent()) {
            written(row);
        }
        return added;
    }

    /// Writes a row, new or known. Throws a [Problem] for what makes no sense.
    public synchronized KeptFault save(FaultRow row) {
        check(row);
        journal.save(row);
        written(row);
        return named(row.name()).orElseThrow();
    }

    /// Rows that are there already keep their names: only what is written now is looked at.
    private void check(FaultRow row) {
        if (row.name().equals(NORMAL)) {
            throw taken(row, "stands for no failure");
        }
        if (Disturbances.known(row.name())) {
            throw taken(row, "is the name of a wire fault");
        }
        FaultRows.edited(lab.settings().faults(), row);
    }

    private static Problem taken(FaultRow row, String why) {
        return new Problem("The fault '" + row.name() + "' cannot be used", "'" + row.name() + "' " + why,
                "Choose another name");
    }

    /// A mode's row says its chance under the name `probability` from now on: only that counts at the next start.
    private void written(FaultRow row) {
        change(faults -> FaultRows.edited(faults, row));
        if (FaultRows.mode(row.name()).isPresent()) {
            keep();
        }
    }

    private void change(UnaryOperator<FaultSettings> change) {
        synchronized (lab) {
            lab.change(lab.settings().withFaults(change.apply(lab.settings().faults())));
        }
    }

    /// Writes the rows of the modes that do not say what the lab's settings say.
    synchronized void keep() { FaultRows.changed(journal.faults(), lab.settings().faults()).forEach(journal::save); }

    /// Takes a made-up fault away; false when there is none of that name. Throws a [Problem] for a mode's row.
    public synchronized boolean remove(String name) {
        if (FaultRows.mode(name).isPresent()) {
            throw new Problem("The row '" + name + "' cannot be deleted",
                    "it holds the settings of one of the twelve modes",
                    "Switch the mode off instead: set its 'enabled' to false");
        }
        change(faults -> faults.without(name));
        return journal.forget(name);
    }
}
