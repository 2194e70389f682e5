package dev.kintsugi.lab.log;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.Equipment;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.fault.SessionFaults;
import dev.kintsugi.report.story.EffectLedger;
import dev.kintsugi.report.story.SessionStory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All that a session knows of itself, folded from its log. Guarded by its own lock: the session's lane writes, anybody
/// may read.
public final class Folds {
    /// The setting that holds what a caller last asked for; a reset forgets it.
    public static final String REQUEST = "request";

    /// A policy that its name alone does not tell, as a file; stands before its name.
    public static final String POLICY_TEXT = "policy.text";

    private final SessionStory story;
    private final Conversation conversation;
    private final Map<String, String> settings = new HashMap<>();
    private final EffectLedger effects = new EffectLedger();
    private SessionFaults faults = SessionFaults.NEW;
    private String takenBy = "";
    private LastPolicy begun = LastPolicy.NONE;
    private LastPolicy policy = LastPolicy.NONE;
    private String policyText = "";
    private @Nullable Equipment equipment;
    private int recoveredBefore;

    /// @param keeps how many of the latest turns, and of the latest messages, stay in memory at least
    public Folds(int keeps) {
        this.story = new SessionStory(keeps);
        this.conversation = new Conversation(keeps);
    }

    /// Takes in the next entry of the log.
    public synchronized void add(Entry entry) {
        story.add(entry);
        conversation.add(entry);
        faults = faults.next(entry);
        effects.add(entry);
        takenBy = takenBy(entry.event());
        switch (entry.event()) {
            case LabEvent.SessionOpened e -> {
                begun = LastPolicy.of(e);
                life(e.equipment());
            }
            case LabEvent.SessionReopened e -> life(e.equipment());
            case LabEvent.SessionReset _ -> {
                settings.remove(REQUEST);
                recoveredBefore = recoveredInAll();
            }
            case LabEvent.SettingChanged e -> changed(e);
            default -> {
            }
        }
    }

    /// Each life begins with the first one's policy; what it was changed to stands after that.
    private void life(@Nullable Equipment with) {
        policy = begun;
        equipment = with != null ? with : equipment;
    }

    private void changed(LabEvent.SettingChanged e) {
        var value = e.value().value();
        settings.put(e.name(), value);
        if (e.ofPolicy()) {
            policy = new LastPolicy(value, policyText);
        }
        policyText = e.name().equals(POLICY_TEXT) ? value : "";
    }

    /// The policy it recovers by.
    public synchronized LastPolicy policy() { return policy; }

    /// What its agent was equipped with last; empty when a program brought the agent along, and in logs of earlier
    /// versions.
    public synchronized Optional<Equipment> equipment() { return Optional.ofNullable(equipment); }

    /// Reads the story of its turns, under the lock: what is returned must not be the story itself.
    public synchronized <T> T story(Function<SessionStory, T> reader) { return reader.apply(story); }

    /// Reads what the agent remembers, under the lock.
    public synchronized <T> T conversation(Function<Conversation, T> reader) { return reader.apply(conversation); }

    /// How many turns were saved since the last reset.
    public synchronized int recovered() { return recoveredInAll() - recoveredBefore; }

    private int recoveredInAll() { return story.count(Outcome.RECOVERED) + story.count(Outcome.NATURAL_RECOVERED); }

    private String takenBy(LabEvent event) {
        return switch (event) {
            case LabEvent.HumanAnswered e -> e.stays() ? e.by() : "";
            case LabEvent.HandedBack _,LabEvent.HandoffUnanswered _,LabEvent.SessionReset _ -> "";
            default -> takenBy;
        };
    }

    /// The person who answers in the agent's place; empty for none.
    public synchronized String takenBy() { return takenBy; }

    /// Reads what became of side effects, under the lock.
    public synchronized <T> T effects(Function<EffectLedger, T> reader) { return reader.apply(effects); }

    /// What the injecting side remembers.
    public synchronized SessionFaults faults() { return faults; }

    /// The last logged values of all settings that were ever changed.
    public synchronized Map<String, String> settings() { return Map.copyOf(settings); }

    /// The last logged value of a setting.
    public synchronized Optional<String> setting(String name) { return Optional.ofNullable(settings.get(name)); }
}
