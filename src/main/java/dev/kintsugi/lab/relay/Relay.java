package dev.kintsugi.lab.relay;

import dev.kintsugi.agent.openai.ChatSource;
import dev.kintsugi.agent.openai.Patience;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.fault.wire.Ordered;
import dev.kintsugi.lab.Heartbeat;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.recovery.policy.Policies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Passes calls of programs on to a source of completions: decides what is done to each, does it, and writes it down.
/// Safe for many threads.
public final class Relay implements AutoCloseable {
    private static final int MOST_SESSIONS = 256;
    /// With those in which a turn waits for its caller's next attempt.
    private static final int MOST_WAITING = 1_024;
    private static final int LOOK_SECONDS = 30;
    /// A session that nobody named begins afresh after so many turns.
    private static final int MOST_TURNS = 10_000;
    /// So often, in turns of a session, the sessions used longest ago are looked for.
    private static final int LOOK_EVERY = 2_000;
    /// The latest turns that a session has in memory at least, and half of what it has at most: whoever outlives a
    /// collection or two of garbage makes the later ones dearer.
    private static final int KEPT = 100;
    /// Turns of all sessions in memory, some 3 KiB each.
    private static final int MOST_HELD = 40_000;

    private final String run = UUID.randomUUID().toString().substring(0, 4);
    private final Lab lab;
    private final ChatSource source;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, RelaySession> sessions = new LinkedHashMap<>(64, 0.75f, true);
    private final List<RelaySession> retired = new ArrayList<>();
    private final ConversationClock clock = new ConversationClock();
    private final Heartbeat heartbeat = new Heartbeat();
    private volatile RelaySettings settings;
    private int begun;

    /// @throws Problem when the settings name no recovery policy
    public Relay(Lab lab, ChatSource source, RelaySettings settings) {
        Policies.named(settings.policy());
        this.lab = lab;
        this.source = source;
        this.settings = settings;
        heartbeat.every(LOOK_SECONDS, this::giveUp);
    }

    public RelaySettings settings() { return settings; }

    /// Changes the settings at once; whether calls are recorded changes for sessions that begin from now on.
    public void change(RelaySettings next) {
        Policies.named(next.policy());
        settings = next;
    }

    public ChatSource source() { return source; }

    Lab lab() { return lab; }

    /// Takes a call: which turn of which session it is, and what is done to it. Throws a [Problem] when what it asks for
    /// does not exist or is not allowed, or when the log cannot be written.
    public RelayTurn arrive(Call call) {
        var now = settings;
        var forced = forced(call);
        var policy = policy(call, now);
        return !now.record() && isLeftAlone(call, forced, policy)
                ? RelayTurn.untouched(this, now, call)
                : RelayTurn.begin(this, now, session(call), call, forced, policy);
    }

    /// Whether nothing is done to a call.
    private boolean isLeftAlone(Call call, Optional<Ordered> forced, String policy) {
        return (call.spared() || forced.isEmpty() && lab.settings().plans().of(call.session()).isEmpty()
                && !lab.settings().faults().chaos()) && Policies.named(policy).patterns().isEmpty();
    }

    /// Takes a call like [#arrive], if it can be answered without waiting for anything, and has it served before it
    /// returns, on the caller's thread. False when there is something to wait for; then nothing was done.
    public boolean atOnce(Call call, Consumer<RelayTurn> serve) {
        var now = settings;
        var forced = forced(call);
        var policy = policy(call, now);
        if (!source.scripted() || !isLeftAlone(call, forced, policy)) {
            return false;
        }
        if (!now.record()) {
            serve.accept(RelayTurn.untouched(this, now, call));
            return true;
        }
        return !now.paces(call) && known(call).filter(s -> served(s, now, call, policy, serve)).isPresent();
    }

    private boolean served(RelaySession session, RelaySettings now, Call call, String policy,
            Consumer<RelayTurn> serve) {
        var served = session.notebook.tryAtOnce(() -> {
            if (!session.idle()) {
                return false;
            }
            serve.accept(RelayTurn.atOnce(this, now, session, call, policy));
            return true;
        });
        if (!served) {
            session.busy.decrementAndGet();
        }
        return served;
    }

    /// Takes a call like [#arrive] and passes it on, if all that is to be waited for is the answer, and nothing is done to it or
    /// written of it. Empty when there is more; then nothing was done.
    public Optional<RelayTurn> passOn(Call call) {
        var now = settings;
        return now.record() || call.ask().streamed() || !isLeftAlone(call, forced(call), policy(call, now))
                ? Optional.empty()
                : source.begin(call.ask(), Patience.until(call.left()))
                        .map(asked -> RelayTurn.passedOn(this, now, call, asked));
    }

    /// The session of a call, unless it has to be opened first, or others to be closed.
    private Optional<RelaySession> known(Call call) {
        var name = name(call);
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        try {
            var known = sessions.get(name);
            if (known == null || known.notebook.closed() || isTimeToForget(known) || !goesOn(known, call)) {
                return Optional.empty();
            }
            known.busy.incrementAndGet();
            return Optional.of(known);
        } finally {
            lock.unlock();
        }
    }

    /// Refuses with a [Problem] what a call asks for and cannot have: an unknown fault or policy, or a fault where the
    /// lab allows none.
    public void check(Call call) {
        forced(call);
        policy(call, settings);
        call.session().ifPresent(Relay::sessionId);
    }

    private static String policy(Call call, RelaySettings now) {
        var name = call.policy().orElse(now.policy());
        if (!name.equals(now.policy())) {
            Policies.own(name);
        }
        return name;
    }

    private static SessionId sessionId(String name) {
        try {
            return new SessionId(name);
        } catch (IllegalArgumentException e) {
            throw new Problem("The session's name cannot be used", String.valueOf(e.getMessage()), "Choose another", e);
        }
    }

    private Optional<Ordered> forced(Call call) {
        if (call.forced().isPresent() && !settings.allowForced()) {
            throw new Problem("A fault cannot be forced here", "the lab does not allow it",
                    "Leave X-Lab-Fault out, or start the lab so that it allows forced faults");
        }
        if (call.spared()) {
            return Optional.empty();
        }
        return call.forced().map(f -> Deciding.asked(f, call.ask().streamed()))
                .or(() -> Optional.ofNullable(lab.settings().forced()).map(m -> new Ordered(m.wire(), Map.of())));
    }

    private RelaySession session(Call call) {
        lock.lock();
        try {
            var session = find(call);
            session.busy.incrementAndGet();
            if (session.turns == 0 || isTimeToForget(session)) {
                forget();
            }
            return session;
        } finally {
            lock.unlock();
        }
    }

    /// Counts the call, and tells whether its session has had more than so many within the last minute.
    public boolean overrun(Call call, int perMinute) { return lab.message(sessionId(name(call))) > perMinute; }

    /// What the session of a call is called: as its caller says, else after the caller and its first message.
    static String name(Call call) { return call.session().orElseGet(() -> "gw-" + call.conversation()); }

    private RelaySession find(Call call) {
        var name = name(call);
        var known = sessions.get(name);
        if (known != null && known.notebook.closed()) {
            sessions.remove(name);
            known = null;
        }
        if (known != null && goesOn(known, call)) {
            return known;
        }
        var session = new RelaySession(name, notebook(call, name));
        sessions.put(name, session);
        if (known != null) {
            retired.add(known);
        }
        return session;
    }

    private static boolean goesOn(RelaySession known, Call call) {
        return call.session().isPresent() || known.turns < MOST_TURNS;
    }

    private static boolean isTimeToForget(RelaySession known) { return known.turns % LOOK_EVERY == LOOK_EVERY - 1; }

    private Notebook notebook(Call call, String name) {
        begun++;
        var id = new SessionId(call.session().isPresent() ? name : name + "-" + run + "-" + begun);
        if (!settings.record()) {
            clock.scale(lab.settings().timeScale());
            return new Unrecorded(id, begun, lab.settings().seed(), clock);
        }
        var spec = SessionSpec.of(lab.settings()).named(id).withPolicy("none").keeping(KEPT);
        return new Recorded(lab, lab.begin(spec, new GatewayAgent(source, call.ask().model())));
    }

    /// Closes the sessions used longest ago when there are too many, or too much of them in memory; they open again when
    /// they are used. One that a caller is to come back to stays for as long as there is room.
    private void forget() {
        forget(MOST_SESSIONS, RelaySession::idle);
        forget(MOST_WAITING, _ -> true);
        var over = retired.stream().filter(session -> session.busy.get() == 0).toList();
        retired.removeAll(over);
        over.forEach(RelaySession::close);
    }

    private void forget(int most, Predicate<RelaySession> which) {
        var extra = sessions.size() - most;
        var held = sessions.values().stream().mapToInt(Relay::held).sum();
        var old = new ArrayList<RelaySession>();
        for (var session : sessions.values()) {
            if ((old.size() < extra || held > MOST_HELD) && session.busy.get() == 0 && which.test(session)) {
                old.add(session);
                held -= held(session);
            }
        }
        old.forEach(session -> sessions.remove(session.name));
        old.forEach(RelaySession::close);
    }

    /// Ends the turns that nobody has come back to for two minutes, wherever their callers have gone on.
    void giveUp() {
        lock.lock();
        List<RelaySession> all;
        try {
            all = List.copyOf(sessions.values());
        } finally {
            lock.unlock();
        }
        all.forEach(RelaySession::giveUp);
    }

    /// Turns that it has in memory, at most.
    private static int held(RelaySession session) { return Math.min(session.turns, 2 * KEPT); }

    /// Ends every turn that waits for another attempt, and closes the sessions. To be called before the lab is closed.
    @Override
    public void close() {
        heartbeat.close();
        lock.lock();
        try {
            sessions.values().forEach(RelaySession::close);
            sessions.clear();
            retired.forEach(RelaySession::close);
            retired.clear();
        } finally {
            lock.unlock();
        }
    }
}
