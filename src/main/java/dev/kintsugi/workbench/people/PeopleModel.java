package dev.kintsugi.workbench.people;

import dev.kintsugi.lab.people.Case;
import dev.kintsugi.lab.people.PeopleDesk;
import dev.kintsugi.workbench.kit.Desk;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What waits for a person, as the window shows it. Changes on the FX thread only; the window attends the lab's desk
/// from its making on.
public final class PeopleModel {
    /// Who decides in the window.
    static final String NAME = "you";

    private final Desk desk;
    private final PeopleDesk people;
    private final ObservableList<Case> waiting = FXCollections.observableArrayList();
    private final IntegerProperty count = new SimpleIntegerProperty();

    /// Somebody sits at the lab's desk from now on: the person in front of this window.
    @SuppressWarnings("resource") // both end with the lab
    public PeopleModel(Desk desk) {
        this.desk = desk;
        this.people = desk.lab().lab().desk();
        people.attend();
        people.watch(now -> desk.pump().latest(PeopleModel.class, () -> show(now)));
        show(people.cases());
    }

    private void show(java.util.List<Case> now) {
        waiting.setAll(now);
        count.set(now.size());
    }

    ObservableList<Case> waiting() { return waiting; }

    /// How many cases wait.
    public IntegerProperty count() { return count; }

    /// Does something at the desk; a problem becomes a notice.
    void decide(Consumer<PeopleDesk> decision) {
        try {
            decision.accept(people);
        } catch (RuntimeException e) {
            desk.notices().problem(e);
        }
    }
}
