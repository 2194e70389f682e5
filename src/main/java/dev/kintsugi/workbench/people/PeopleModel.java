package dev.kintsugi.workbench.people;

import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.people.Case;
import dev.kintsugi.lab.people.PeopleDesk;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableValue;
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
    /// What was told last of a case that waits, by its name.
    private final Map<String, Notice> troubles = new HashMap<>();

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
        var names = now.stream().map(Case::name).toList();
        came.keySet().retainAll(names);
        List.copyOf(troubles.keySet()).stream().filter(name -> !names.contains(name)).forEach(this::settled);
        now.forEach(each -> came.putIfAbsent(each.name(), wall()));
        waiting.setAll(now);
        count.set(now.size());
    }

    private static Instant wall() { return new ConversationClock().wall(); }

    ObservableList<Case> waiting() { return waiting; }

    /// Whether the recovery policy that is chosen asks people.
    ObservableValue<Boolean> asks() { return desk.lab().policy().map(policy -> policy.has(Pattern.Handoff.class)); }

    /// How long the case has waited: people are waited for on the wall's clock, however fast the lab's runs.
    Duration waited(Case each) { return Duration.between(came.getOrDefault(each.name(), wall()), wall()); }

    /// How many cases wait.
    public IntegerProperty count() { return count; }

    /// Does something at the desk about the case; a problem becomes a notice, which goes when the case is decided.
    void decide(String name, Consumer<PeopleDesk> decision) {
        try {
            decision.accept(people);
            settled(name);
        } catch (RuntimeException e) {
            settled(name);
            var told = Notice.of(e);
            troubles.put(name, told);
            desk.notices().show(told);
        }
    }

    private void settled(String name) {
        var told = troubles.remove(name);
        if (told != null && !troubles.containsValue(told)) {
            desk.notices().dismiss(told);
        }
    }
}
