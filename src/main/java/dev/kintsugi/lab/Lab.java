package dev.kintsugi.lab;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.people.People;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.store.FailureAnalytics;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.KeptInteraction;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.store.StateStore;
import dev.kintsugi.domain.store.StoreHealth;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.Injector;
import dev.kintsugi.fault.SettingText;
import dev.kintsugi.lab.people.PeopleDesk;
import dev.kintsugi.lab.watch.LogLine;
import dev.kintsugi.lab.watch.TailedJournal;
import dev.kintsugi.lab.watch.Tails;
import dev.kintsugi.lab.watch.Watch;
import dev.kintsugi.network.Proxies;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The laboratory: sessions, settings, and news for whoever watches. Safe for use by many threads.
///
/// Methods throw a [Problem] that says what to do when the store or the settings do not allow what was asked.
public final class Lab implements AutoCloseable {
    private final Journal journal;
    private final StateStore states;
    private final AgentSource agents;
    private final Sessions sessions;
    private final Injector injector = new Injector();
    private final Watchers watchers = new Watchers();
    private final Tails tails = new Tails();
    private final PeopleDesk desk = new PeopleDesk();
    private final Proxies proxies;
    private volatile Map<SessionId, Session> open = new ConcurrentHashMap<>();
    private final FaultBook faultBook;
    private final StoreLook look;
    private final Heartbeat heartbeat = new Heartbeat();
    private volatile LabSettings settings;
    private volatile boolean stopped;

    /// A lab over a journal and a state store, which it closes with itself.
    public Lab(LabSettings settings, Journal journal, StateStore states, AgentSource agents) {
        Policies.named(settings.policy());
        this.settings = settings;
        this.proxies = new Proxies(settings.seed());
        this.journal = new TailedJournal(journal, tails);
        this.faultBook = new FaultBook(this, this.journal);
        this.states = states;
        this.agents = agents;
        this.sessions = new Sessions(this, this.journal, states, agents, watchers);
        this.look = new StoreLook(this.journal, states, watchers);
        heartbeat.every(10, this::measure);
        heartbeat.every(1, look::again);
    }

    /// A lab that keeps everything in memory and forgets it when it is closed: for trying things out and for tests.
    public static Lab inMemory(LabSettings settings, AgentSource agents) {
        return new Lab(settings, H2Journal.inMemory(), new EmbeddedState(new ConversationClock()), agents);
    }

    public LabSettings settings() { return settings; }

    /// What makes its agents, for trials beside it.
    public AgentSource agents() { return agents; }

    Injector injector() { return injector; }

    /// Changes settings at once. Sessions write down what differs with their next turn; the policy changes in all open
    /// conversations. A policy is looked up when it is chosen only: one whose file is gone since holds up nothing else.
    public synchronized void change(LabSettings next) {
        var before = settings;
        if (!next.policy().equals(before.policy())) {
            Policies.named(next.policy());
        }
        settings = next;
        if (stopped && turnsOn(before, next)) {
            resumeFaults();
        }
        for (var session : open.values()) {
            session.timeScale(next.timeScale());
            if (!before.policy().equals(next.policy()) && session.spec().scenario().isEmpty()) {
                session.policy(next.policy());
            }
        }
        watchers.tell(new LabNews.SettingsChanged(next));
    }

    private static boolean turnsOn(LabSettings before, LabSettings next) {
        return next.faults().chaos() && !before.faults().chaos()
                || next.forced() != null && !next.forced().equals(before.forced())
                || !next.plans().equals(FaultPlans.NONE) && !next.plans().equals(before.plans())
                || Arrays.stream(FailureMode.values()).anyMatch(
                        m -> next.faults().mode(m).on() && !before.faults().mode(m).on());
    }

    /// Whether every fault was stopped, and nothing turned on since.
    public boolean stopped() { return stopped; }

    /// The proxies in front of services, closed with the lab; their chance is drawn from the seed that it began with.
    public Proxies proxies() { return proxies; }

    /// Turns chaos off, drops what is forced and planned, ends every fault that lives, in every open session, and takes the
    /// toxics off every proxy. Programs
    /// cannot force one either, in these sessions and those they begin, until chaos or a mode
    /// is turned on, or a mode forced or a plan made in the settings.
    public synchronized void panicStop() {
        stopped = true;
        proxies.heal();
        change(settings.withFaults(settings.faults().withChaos(false)).withForced(null).withPlans(FaultPlans.NONE));
        open.values().forEach(s -> s.outside(new LabEvent.PanicStopped()));
    }

    /// Lets faults act again after a panic stop. Chaos stays off until someone turns it on.
    public void resumeFaults() {
        stopped = false;
        open.values().forEach(s -> s.outside(new LabEvent.SettingChanged(SettingText.FAULTS, Text.of("on"))));
    }

    /// Writes the switches and chances of the modes to the fault rows of the database, where they differ.
    public void keepFaults() { faultBook.keep(); }

    /// Sessions, the latest used first.
    public List<SessionRow> sessions() { return journal.sessions(); }

    /// Begins a session.
    public Session begin(SessionSpec spec) { return begun(sessions.begin(spec, null)); }

    /// Begins a session that recovers by this policy, which need have no name, in place of the one that the spec names.
    public Session begin(SessionSpec spec, Policy policy) { return begun(sessions.begin(spec, policy, null)); }

    /// Begins a session with an agent of the caller's own, or opens the one of that name again with it.
    public Session begin(SessionSpec spec, Agent agent) {
        var id = spec.id();
        if (id != null && journal.head(id).sequence() > 0) {
            return open.computeIfAbsent(id, i -> sessions.reopen(i, given(agent), null, spec.keeps()));
        }
        return begun(stopped(sessions.begin(spec, given(agent))));
    }

    private static AgentSource given(Agent agent) { return (_, _, _) -> agent; }

    /// Begins a session with an agent of the caller's own that knows the session's clock.
    public Session begin(SessionSpec spec, AgentSource source) { return begun(stopped(sessions.begin(spec, source))); }

    /// Begins a session for a program that calls from outside: after a panic stop nothing acts in it either.
    public Session beginForCaller(SessionSpec spec) { return begun(stopped(sessions.begin(spec, null))); }

    private Session stopped(Session session) {
        if (stopped) {
            session.outside(new LabEvent.PanicStopped());
        }
        return session;
    }

    private Session begun(Session session) {
        open.put(session.id(), session);
        watchers.tell(new LabNews.SessionsChanged());
        return session;
    }

    /// Opens a session again, or gives the one that is open. A turn that was found open is closed as interrupted.
    public Session open(SessionId id) { return open(id, null); }

    /// The same, and these people are asked unless it is open.
    ///
    /// @param people absent for whoever sits at the lab's desk
    public Session open(SessionId id, @Nullable People people) {
        var session = open.computeIfAbsent(id, i -> sessions.reopen(i, null, people, SessionSpec.EVERY_TURN));
        watchers.tell(new LabNews.SessionsChanged());
        return session;
    }

    /// Forgets a session and everything it wrote.
    public void delete(SessionId id) {
        close(id);
        journal.delete(id);
        watchers.tell(new LabNews.SessionsChanged());
    }

    /// Closes a session's lane; it can be opened again.
    public void close(SessionId id) {
        var session = open.remove(id);
        if (session != null) {
            session.close();
        }
    }

    /// Where people find what conversations ask of them.
    public PeopleDesk desk() { return desk; }

    /// Tells the follower of every batch of events once it is on disk, of all sessions, from the thread that put it
    /// there: it must be quick, and what it throws harms nobody.
    public Watch follow(Consumer<Batch> follower) { return tails.follow(follower); }

    /// The session of that name: the one that is open, else opened again, else begun with the lab's settings.
    public Session converse(SessionId id) {
        var session = open.get(id);
        if (session != null) {
            return session;
        }
        var made = open.computeIfAbsent(id,
                name -> knows(name) ? reopened(name) : begunOrReopened(name));
        watchers.tell(new LabNews.SessionsChanged());
        return made;
    }

    private Session reopened(SessionId name) { return sessions.reopen(name, null, null, SessionSpec.EVERY_TURN); }

    /// Another lab on the same store may begin it first.
    private Session begunOrReopened(SessionId name) {
        try {
            return stopped(sessions.begin(SessionSpec.of(settings).named(name), null));
        } catch (Problem e) {
            if (e.exit() != Problem.Exit.CONFLICT) {
                throw e;
            }
            return reopened(name);
        }
    }

    /// Whether anything was ever written under this name.
    public boolean knows(SessionId id) { return journal.head(id).sequence() > 0; }

    /// The session's state as the [StateStore] keeps it, a JSON object as text, without opening the session. Where another
    /// lab went on with a session that is open here, the log tells it.
    public String state(SessionId id) {
        var session = open.get(id);
        if (session == null) {
            return states.state(id).orElseGet(() -> sessions.state(id));
        }
        return session.committed() < journal.head(id).sequence() ? sessions.state(id) : session.state();
    }

    /// The sessions that are open now, in no order.
    public List<Session> openSessions() { return List.copyOf(open.values()); }

    /// Concluded turns of a session in order, `limit` at most after `offset`.
    public List<KeptInteraction> interactions(SessionId id, long offset, int limit) {
        return journal.interactions(id, offset, limit);
    }

    public long interactions(SessionId id) { return journal.interactions(id); }

    /// Concluded turns of all sessions that began in a span of wall time, counted.
    public FailureAnalytics failures(Instant since, Instant until) { return journal.failures(since, until); }

    /// Counts a message of the session and returns how many there were within the last minute.
    public int message(SessionId id) { return states.message(id); }

    /// What the session's state is kept in, e.g. `embedded`.
    public String stateStore() { return states.health().name(); }

    /// The rows of `failure_scenarios`: what the modes are set to, and the faults that people made up.
    public FaultBook faultBook() { return faultBook; }

    public StoreHealth storeHealth() { return journal.health(); }

    /// What of the store was found damaged when it was opened; absent when all was well.
    public Optional<Problem> storeRepaired() { return journal.repaired(); }

    /// How the store of session state is.
    public StoreHealth stateHealth() { return states.health(); }

    /// The lines of a session's log in order, exactly as they were written.
    public void lines(SessionId id, Consumer<String> each) { lines(id, 0, each); }

    /// Those behind a sequence.
    public void lines(SessionId id, long after, Consumer<String> each) { journal.lines(id, after, each); }

    /// Those of one batch, behind the sequence at which it begins.
    public List<String> batch(SessionId id, long after) { return journal.lines(id, after, 1).lines(); }

    /// Tells the watcher everything that happens from now on, from the thread on which it happens.
    public Watch watch(Consumer<LabNews> watcher) { return watchers.add(watcher); }

    /// The same for what concerns the lab as a whole: nothing of what happens within a turn ([LabNews.OfTurn]), so that turns
    /// cost no more for it.
    public Watch watchLab(Consumer<LabNews> watcher) { return watchers.addToLab(watcher); }

    /// Follows a session's log: first the lines after a position, 0 for all, then each line as soon as it is on disk,
    /// every line once and in order, on a thread of the watch's own. A watcher that lost its stream goes on after the
    /// last sequence it has. It ends when it is closed, the session is deleted or the watcher throws.
    ///
    /// Throws a [Problem] when there is no such session or it has no such position.
    public Watch watchFrom(SessionId id, long after, Consumer<LogLine> watcher) {
        var head = journal.head(id).sequence();
        if (head == 0) {
            throw Sessions.unknown(id);
        }
        if (after < 0 || after > head) {
            throw new Problem("The stream cannot go on after " + after, "the session has events 1 to " + head,
                    "Go on after one of these, or after 0 for all");
        }
        return tails.tail(id, after, journal, watcher);
    }

    /// Tells watchers, as the lab's own players do.
    public void tell(LabNews news) { watchers.tell(news); }

    /// Plays a recorded session again from its log. Throws a [Problem] when there is none, or its log lacks what is needed.
    public Replay replay(SessionId id) { return Replay.of(this, id); }

    StateStore states(SessionCore core) { return core.states(); }

    void storeTrouble() { look.again(); }

    /// Whether a turn of a session is on disk without anybody waiting for it.
    public boolean isPrompt(SessionId session) { return journal.isPrompt(session); }

    private void measure() {
        if (open.values().stream().anyMatch(Session::busy)) {
            var now = new ConversationClock().wall();
            SystemMetrics.process(settings.thresholds(), now).forEach(journal::measured);
        }
    }

    /// Closes every session and then the store. A session that is just being opened is not waited for: it may wait for a store
    /// that does not answer.
    @Override
    public void close() {
        heartbeat.close();
        proxies.close();
        // To empty the map would be to wait for what is being put in.
        var left = open;
        open = new ConcurrentHashMap<>();
        left.values().forEach(Session::close);
        states.close();
        journal.close();
    }
}
