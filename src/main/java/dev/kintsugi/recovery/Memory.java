package dev.kintsugi.recovery;

import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.recovery.detect.Knowledge;
import dev.kintsugi.recovery.policy.Pattern;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What recovery remembers of a session besides its cache: circuits, the health of models, and which replies were sound.
/// Safe for many threads.
final class Memory {
    private final LabClock clock;
    private final ModelHealth health;
    private final String agent;
    private final Set<String> sound = new HashSet<>();
    private List<Message> good = List.of();
    private @Nullable String goodReply;
    private List<Passage> passages = List.of();
    private @Nullable Knowledge knowledge;
    private final Services own;
    private final Services shared;
    private final Sightings sightings = new Sightings(false);
    private final Sightings sharedSightings = new Sightings(true);

    Memory(LabClock clock, String agent, Services shared) {
        this.own = new Services(clock);
        this.shared = shared;
        this.clock = clock;
        this.agent = agent;
        this.health = new ModelHealth(clock);
    }

    ModelHealth health() { return health; }

    LocalDate today() { return LocalDate.ofInstant(clock.wall(), ZoneOffset.UTC); }

    /// The session's own services, or those it shares with the other sessions of its lab.
    Services services(boolean sharing) { return sharing ? shared : own; }

    Breakers breakers(Pattern.Breaker settings) { return services(settings.shared()).breakers(settings); }

    /// What the agent said, for a policy that keeps it.
    ReplyCache replies(Pattern.Cache settings) { return new ReplyCache(settings, clock); }

    /// What tools said, for a policy that keeps it.
    Readings readings(Pattern.Cache settings) { return new Readings(settings, clock); }

    Sightings sightings(boolean sharing) { return sharing ? sharedSightings : sightings; }

    /// The pack, read for facts once: it is the same for all turns of a session.
    synchronized Knowledge knowledge(List<Passage> now) {
        if (knowledge == null || !passages.equals(now)) {
            passages = now;
            knowledge = Knowledge.of(now, agent);
        }
        return knowledge;
    }

    synchronized void delivered(List<Message> history, String reply) {
        sound.add(reply);
        good = history;
        goodReply = reply;
    }

    /// The conversation up to the last reply that was sound, that reply included; empty before the first.
    synchronized List<Message> lastGood() {
        if (goodReply == null) {
            return List.of();
        }
        var whole = new ArrayList<>(good);
        whole.add(Message.assistant(goodReply));
        return List.copyOf(whole);
    }

    /// A history without what the agent said after its last reply that was known to be sound. The user's words stay.
    synchronized List<Message> clean(List<Message> history) {
        int good = history.size() - 1;
        while (good >= 0 && !(said(history.get(good)) && sound.contains(history.get(good).content()))) {
            good--;
        }
        if (good < 0) {
            return history;
        }
        var kept = new ArrayList<>(history.subList(0, good + 1));
        history.subList(good + 1, history.size()).stream().filter(m -> !said(m)).forEach(kept::add);
        return kept;
    }

    private static boolean said(Message message) { return message.role() == Role.ASSISTANT; }
}
