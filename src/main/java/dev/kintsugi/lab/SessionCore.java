package dev.kintsugi.lab;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ToolUse;
import dev.kintsugi.domain.people.People;
import dev.kintsugi.domain.store.StateStore;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.time.Waited;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.SessionFaults;
import dev.kintsugi.fault.SettingText;
import dev.kintsugi.lab.log.Conversation;
import dev.kintsugi.lab.log.Folds;
import dev.kintsugi.lab.log.KeptSalts;
import dev.kintsugi.lab.log.LastPolicy;
import dev.kintsugi.lab.log.Projection;
import dev.kintsugi.lab.log.Recorder;
import dev.kintsugi.lab.time.Pace;
import dev.kintsugi.lab.time.PatientClock;
import dev.kintsugi.lab.time.WatchedClock;
import dev.kintsugi.recovery.Recovery;
import dev.kintsugi.recovery.Services;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import dev.kintsugi.report.story.SessionStory;
import dev.kintsugi.report.story.TurnStory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A session's parts as its lane uses them: the folds of its log, its clock, its agent, its recovery. Recording and
/// committing belong to the lane; reading is open to everybody.
final class SessionCore implements WatchedClock.Listener {
    private static final Map<String, String> DEFAULTS = SettingText.of(FaultSettings.defaults());

    private final SessionId id;
    private final SessionSpec spec;
    private final long drawKey;
    private final Agent agent;
    private final WatchedClock clock;
    private final Folds folds;
    private final Recorder recorder;
    private final StateStore states;
    private final Watchers watchers;
    private final Stream stream;
    private final TokenCounts tokens;
    private final SessionRows rows;
    private final People people;
    private final KeptSalts salts;
    private final PatientClock work;
    private final long loadedAt;
    /// The settings that were last written down, or found to be so already.
    private @Nullable FaultSettings settled;
    private final Services shared;
    private volatile Policy policy;
    private volatile Recovery recovery;

    SessionCore(Parts parts) {
        this.id = parts.id();
        this.spec = parts.spec();
        this.drawKey = parts.drawKey();
        this.agent = parts.agent();
        this.clock = new WatchedClock(parts.clock(), this);
        this.folds = parts.folds();
        this.recorder = parts.recorder();
        this.states = parts.states();
        this.watchers = parts.watchers();
        this.rows = new SessionRows(parts, clock);
        this.tokens = new TokenCounts(agent);
        this.stream = new Stream(id, watchers);
        this.people = parts.people();
        this.salts = parts.salts();
        this.work = new PatientClock(clock, parts.peopleTime());
        this.loadedAt = recorder.sequence();
        this.policy = parts.policy();
        this.shared = parts.shared();
        this.recovery = recovery(policy);
    }

    /// What a session is made of. Immutable.
    record Parts(SessionId id, SessionSpec spec, long drawKey, Agent agent, LabClock clock, Folds folds,
            Recorder recorder, StateStore states, Watchers watchers, LabSettings.Thresholds thresholds,
            Policy policy, Services shared, People people, KeptSalts salts, AtomicLong peopleTime) {}

    SessionId id() { return id; }

    SessionSpec spec() { return spec; }

    long drawKey() { return drawKey; }

    Agent agent() { return agent; }

    LabClock clock() { return clock; }

    /// Time as the agent and recovery count it: without what people took.
    LabClock work() { return work; }

    People people() { return people; }

    /// The last event that was written by an earlier life of this session.
    long loadedAt() { return loadedAt; }

    /// The salt of the first text recorded last: unguessable in conversation, gone when the text is taken out.
    String lastSalt() { return salts.last(); }

    /// Before which acts a person is asked: what the policy says.
    Consent consent() {
        return policy.patterns().stream().filter(Pattern.Handoff.class::isInstance).map(Pattern.Handoff.class::cast)
                .findFirst().map(h -> new Consent(h.approve(), h.patience())).orElse(Consent.NONE);
    }

    Pace pace() { return new Pace(clock.clock(), !watchers.none() && spec.virtual() == null); }

    Draws draws() { return new Draws(spec.seed()); }

    private Recovery recovery(Policy by) { return new Recovery(by, draws(), work, agent.name(), shared); }

    Policy policy() { return policy; }

    /// Changes the policy; breakers and caches begin afresh.
    void policy(Policy next) {
        policy = next;
        recovery = recovery(next);
        record(LastPolicy.of(next));
        commit(turns());
    }

    /// Writes the policy down, unless the log says so already: the next life goes on with it.
    void keepPolicy() {
        var now = LastPolicy.of(policy);
        if (!now.equals(folds.policy())) {
            record(now);
        }
    }

    private void record(LastPolicy now) {
        if (!now.text().isEmpty()) {
            record(turns(), new LabEvent.SettingChanged(Folds.POLICY_TEXT, Text.of(now.text())), 0);
        }
        record(turns(), new LabEvent.SettingChanged(LabEvent.SettingChanged.POLICY, Text.of(now.name())), 0);
    }

    /// Writes down what differs from the settings of the turn before, or at first from the defaults.
    void settings(int turn, FaultSettings faults) {
        if (faults == settled) {
            return;
        }
        SettingText.gone(faults, folds.settings())
                .forEach((name, value) -> record(turn, new LabEvent.SettingChanged(name, Text.of(value)), 0));
        SettingText.of(faults).forEach((name, value) -> {
            if (!value.equals(folds.setting(name).orElse(DEFAULTS.get(name)))) {
                record(turn, new LabEvent.SettingChanged(name, Text.of(value)), 0);
            }
        });
        settled = faults;
    }

    /// Takes up what a request asks for: its policy, and in the log what else it wished.
    void wish(int turn, Said.Wish wish) {
        var wanted = wish.policy().isEmpty() ? policy : Policies.named(wish.policy());
        if (!wanted.equals(policy)) {
            policy(wanted);
        }
        if (!wish.plain()) {
            record(turn, new LabEvent.SettingChanged(Folds.REQUEST, Text.of(Projections.wish(wish))), 0);
        }
    }

    Recovery recovery() { return recovery; }

    Folds folds() { return folds; }

    SessionFaults faults() { return folds.faults(); }

    List<Message> history() { return folds.conversation(Conversation::messages); }

    /// How many messages the agent remembers.
    int remembered() { return folds.conversation(Conversation::size); }

    List<ToolUse> earlierTools() { return folds.conversation(Conversation::tools); }

    StateStore states() { return states; }

    SessionRows rows() { return rows; }

    int turns() { return folds.story(SessionStory::size); }

    /// Two threads record while two attempts race each other; else only the lane does.
    synchronized long record(int turn, LabEvent event, long cause) {
        var sequence = recorder.record(turn, event, cause);
        if (!(event instanceof LabEvent.Delivered || event instanceof LabEvent.TurnConcluded
                || event instanceof LabEvent.CallServed)) {
            tellTurn(turn);
        }
        return sequence;
    }

    /// The last sequence that is on disk.
    long committed() { return recorder.committed(); }

    /// Puts what was recorded on disk.
    synchronized void commit(int turn) { recorder.commit(turn, () -> Projection.of(rows.row())); }

    /// Puts a concluded turn on disk, with its rows, and then tells everybody.
    void conclude(int turn, int calls) {
        var story = story(turn);
        recorder.commit(turn, () -> rows.turn(story, calls));
        rows.remember(story, head());
        tellTurn(turn);
    }

    /// The same for a turn whose conversation the caller keeps.
    void concludeForeign(int turn, int calls, int messages) {
        var story = story(turn);
        recorder.commit(turn, () -> rows.foreign(story, calls, messages));
        tellTurn(turn);
    }

    /// The same for one that one event tells.
    void concludeServed(int turn, LabEvent.CallServed call) {
        recorder.commit(turn, () -> rows.served(turn, call));
        tellTurn(turn);
    }

    /// The last sequence given out.
    long head() { return recorder.sequence(); }

    /// Marks a position that the conversation can be taken back to.
    void checkpoint(String name, int turn) { rows.checkpoint(name, turn, head()); }

    void stopStreaming() { stream.begin(0, false); }

    void startStreaming(int attempt) { stream.begin(attempt, policy.has(Pattern.Verify.class)); }

    void stream(int turn, String piece) { stream.piece(turn, piece); }

    Optional<String> withdraw(int turn) { return stream.withdraw(turn); }

    TokenCounts tokens() { return tokens; }

    int tokensSent() {
        var model = agent.models().getFirst();
        return folds.conversation(c -> c.tokens(text -> tokens.of(model, text)));
    }

    TurnId place(int turn) { return new TurnId(id, turn); }

    TurnStory story(int turn) {
        return folds.story(s -> s.turn(turn)).orElseThrow(() -> new IllegalArgumentException("no turn " + turn));
    }

    void tell(LabNews news) { watchers.tell(news); }

    private void tellTurn(int turn) {
        if (turn > 0 && !watchers.none()) {
            watchers.tell(new LabNews.TurnChanged(id, story(turn), folds.story(SessionStory::tally)));
        }
    }

    /// Tells everybody of a turn that did not come to disk: it is over, and whatever it came to is not said.
    void tellLost(int turn) {
        if (turn == 0 || watchers.none() || isOnDisk(turn)) {
            return;
        }
        var told = new SessionStory(SessionSpec.EVERY_TURN);
        story(turn).entries().stream().filter(e -> !(e.event() instanceof LabEvent.Delivered || ends(e)))
                .forEach(told::add);
        told.add(new Entry(id, turn, head() + 1, clock.now().toEpochMilli(), clock.wall().toEpochMilli(), 0,
                new LabEvent.TurnInterrupted("the store was lost")));
        told.turn(turn).ifPresent(lost -> watchers.tell(
                new LabNews.TurnChanged(id, lost, folds.story(SessionStory::tally))));
    }

    private boolean isOnDisk(int turn) {
        return story(turn).entries().stream().anyMatch(e -> ends(e) && e.sequence() <= committed());
    }

    private static boolean ends(Entry entry) {
        return entry.event() instanceof LabEvent.TurnConcluded || entry.event() instanceof LabEvent.TurnInterrupted;
    }

    @Override
    public void begins(WaitReason reason, Duration takes) { tell(new LabNews.Waiting(id, turns(), reason, takes)); }

    @Override
    public void ends(WaitReason reason, Waited waited) {
        clock.look();
        record(turns(), new LabEvent.Paused(reason, waited.planned().toMillis(), waited.real().toMillis(),
                waited.skipped()), 0);
        tell(new LabNews.WaitOver(id, turns()));
    }
}
