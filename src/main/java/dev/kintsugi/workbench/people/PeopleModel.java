package dev.kintsugi.workbench.people;

import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.people.Case;
import dev.kintsugi.lab.people.PeopleDesk;
import dev.kintsugi.workbench.kit.Desk;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, Instant> came = new HashMap<>();

    /// Somebody sits at the lab's desk from now on: the person in front of this window.
    @SuppressWarnings("resource") // both end with the lab
    public PeopleModel(Desk desk) {
        this.desk = desk;
        this.people = desk.lab().lab().desk();
        people.attend();
        people.watch(now -> desk.pump().latest(PeopleModel.class, () -> show(now)));
        show(people.cases());
    }

    private void show(List<Case> now) {
        came.keySet().retainAll(now.stream().map(Case::name).toList());
        now.forEach(each -> came.putIfAbsent(each.name(), wall()));
        waiting.setAll(now);
        count.set(now.size());
    }

    private static Instant wall() { return new ConversationClock().wall(); }

    ObservableList<Case> waiting() { return waiting; }

    /// How long the case has waited: people are waited for on the wall's clock, however fast the lab's runs.
    Duration waited(Case each) { return Duration.between(came.getOrDefault(each.name(), wall()), wall()); }

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
