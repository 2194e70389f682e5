package dev.kintsugi.lab;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.fault.SessionFaults;
import dev.kintsugi.report.story.EffectLedger;
import dev.kintsugi.report.story.SessionStory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// All that a session knows of itself, folded from its log. Guarded by its own lock: the session's lane writes, anybody
/// may read.
final class Folds {
    private final SessionStory story = new SessionStory();
    private final Conversation conversation = new Conversation();
    private final Map<String, String> settings = new HashMap<>();
    private final EffectLedger effects = new EffectLedger();
    private SessionFaults faults = SessionFaults.NEW;
    private String takenBy = "";
    private int recoveredBefore;

    synchronized void add(Entry entry) {
        story.add(entry);
        conversation.add(entry);
        faults = faults.next(entry);
        effects.add(entry);
        takenBy = takenBy(entry.event());
        if (entry.event() instanceof LabEvent.SessionReset) {
            settings.remove(SessionCore.REQUEST);
            recoveredBefore = recovered();
        }
        if (entry.event() instanceof LabEvent.SettingChanged changed) {
            settings.put(changed.name(), changed.value().value());
        }
    }

    synchronized <T> T story(Function<SessionStory, T> reader) { return reader.apply(story); }

    synchronized <T> T conversation(Function<Conversation, T> reader) { return reader.apply(conversation); }

    private int recovered() { return story.count(Outcome.RECOVERED) + story.count(Outcome.NATURAL_RECOVERED); }

    /// The session's state in the seed's shape, since its last reset.
    synchronized String state(int failures) {
        return Projections.state(conversation, settings.getOrDefault(SessionCore.REQUEST, ""), failures,
                recovered() - recoveredBefore);
    }

    private String takenBy(LabEvent event) {
        return switch (event) {
            case LabEvent.HumanAnswered e -> e.stays() ? e.by() : "";
            case LabEvent.HandedBack _,LabEvent.HandoffUnanswered _,LabEvent.SessionReset _ -> "";
            default -> takenBy;
        };
    }

    /// The person who answers in the agent's place; empty for none.
    synchronized String takenBy() { return takenBy; }

    synchronized <T> T effects(Function<EffectLedger, T> reader) { return reader.apply(effects); }

    synchronized SessionFaults faults() { return faults; }

    /// The last logged values of all settings that were ever changed.
    synchronized Map<String, String> settings() { return Map.copyOf(settings); }

    /// The last logged value of a setting.
    synchronized Optional<String> setting(String name) { return Optional.ofNullable(settings.get(name)); }
}
