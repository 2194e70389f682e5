package dev.kintsugi.lab.relay;

import dev.kintsugi.agent.openai.Asked;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.fault.wire.Ordered;
import dev.kintsugi.lab.TurnPen;
import dev.kintsugi.recovery.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call of a program on its way through the lab: [#answer] it, send that, and [#conclude]. For one thread, but for what
/// says otherwise.
public final class RelayTurn {
    private static final Logger LOG = LoggerFactory.getLogger(RelayTurn.class);
    private static final LabClock UNUSED = new ConversationClock();

    private final Relay relay;
    private final RelaySettings settings;
    private final @Nullable RelaySession session;
    private final Call call;
    private final String policy;
    /// What of its beginning is to be told with its end; nothing where it is told at once.
    private final List<LabEvent> beginning = new ArrayList<>();
    /// Whether its beginning waits for its end, since nobody can see the log between them.
    private boolean whole;
    private @Nullable OpenTurn turn;
    private Asking asking;
    private LabClock clock = UNUSED;
    private int attempt = 1;
    private long seed;
    private @Nullable Mended mended;
    private volatile boolean over;
    private volatile boolean cut;

    private RelayTurn(Relay relay, RelaySettings settings, @Nullable RelaySession session, Call call,
            String policy) {
        this.relay = relay;
        this.settings = settings;
        this.session = session;
        this.call = call;
        this.policy = policy;
        this.asking = new Asking(relay.source(), call, clock, null, null);
    }

    /// A call that nothing is done to and nothing is written of.
    static RelayTurn untouched(Relay relay, RelaySettings settings, Call call) {
        return new RelayTurn(relay, settings, null, call, "none");
    }

    /// A call that nothing is done to and nothing is written of, and that was passed on already.
    static RelayTurn passedOn(Relay relay, RelaySettings settings, Call call, Asked asked) {
        var made = untouched(relay, settings, call);
        made.asking = new Asking(relay.source(), call, made.clock, null, asked);
        return made;
    }

    static RelayTurn begin(Relay relay, RelaySettings settings, RelaySession session, Call call,
            Optional<Ordered> forced, String policy) {
        return new RelayTurn(relay, settings, session, call, policy).begun(session, forced);
    }

    /// A call that nothing is done to, which begins and ends in one visit to its session.
    static RelayTurn atOnce(Relay relay, RelaySettings settings, RelaySession session, Call call, String policy) {
        var made = new RelayTurn(relay, settings, session, call, policy);
        made.whole = session.isSettled(relay.lab().settings().faults());
        return made.begun(session, Optional.empty());
    }

    private RelayTurn begun(RelaySession session, Optional<Ordered> forced) {
        try {
            session.notebook.write(pen -> {
                place(pen, session, forced);
                return null;
            });
            return this;
        } catch (RuntimeException e) {
            session.busy.decrementAndGet();
            throw e;
        }
    }

    private void place(TurnPen pen, RelaySession in, Optional<Ordered> forced) {
        clock = pen.clock();
        seed = pen.seed();
        var mine = new Opening(relay, in, call, forced).turn(pen, this);
        turn = mine;
        asking = new Asking(relay.source(), call, clock, new Asking.Place(place(), mine), null);
        mine.current = this;
        attempt = mine.attempts + 1;
        mine.attempts = attempt;
        in.turns = mine.number;
        var messages = call.messages();
        begins(pen, mine.number, new LabEvent.CallArrived(call.request(), call.caller(), attempt, call.ask().model(),
                call.ask().streamed(), messages.size(), lastAnswer(messages), call.ask().api()));
        if (lasts(mine)) {
            pen.commit(mine.number);
            mine.onDisk();
        }
    }

    /// Whether somebody waits for this call, or is sent some of its answer, before all of it is on disk: then at least that
    /// it began has to be. What the scripted agent answers at once is written whole before any of it leaves.
    private boolean lasts(OpenTurn mine) {
        return !relay.source().scripted() || mine.decision.injected().isPresent() || recovers().isPresent()
                || isPaced();
    }

    private static @Nullable Text lastAnswer(List<Message> messages) {
        return messages.reversed().stream().filter(m -> m.role() == Role.ASSISTANT).map(m -> Text.of(m.content()))
                .findFirst().orElse(null);
    }

    /// Tells something of its beginning, now or with its end.
    void begins(TurnPen pen, int number, LabEvent event) {
        if (whole) {
            beginning.add(event);
        } else {
            pen.record(number, event, 0);
        }
    }

    void injected(LabEvent.Injected event) {
        asking.note(event);
        Objects.requireNonNull(turn).faulted.add(event.attempt());
    }

    boolean over() { return over; }

    Call call() { return call; }

    /// Whether the words of its answer are sent each at its time, see [#paces].
    public boolean isPaced() { return relay.source().scripted() && settings.paces(call); }

    /// Whether it is an attempt of a turn, and its answer takes time: a provider's, or one that is recovered.
    public boolean isWaitedFor() { return turn != null && (!relay.source().scripted() || recovers().isPresent()); }

    /// The settings under which it began, their waits in real time: what a model's latency is at the lab's time scale.
    public RelaySettings paces() { return settings.at(relay.lab().settings().timeScale()); }

    /// The lab's clock, for the waiting that a fault does.
    public LabClock clock() { return clock; }

    /// Whether what arrives from the source may be handed to the caller at once: nothing is done to it, and nothing has to
    /// be settled first.
    public boolean flows() {
        return turn == null || turn.mode == null && disturbance().isEmpty() && recovers().isEmpty();
    }

    private Optional<String> recovers() {
        return Policies.named(policy).patterns().isEmpty() ? Optional.empty() : Optional.of(policy);
    }

    /// The fault of the wire that acts on this call.
    public Optional<Ordered> disturbance() {
        var mine = turn;
        return mine != null && mine.disturbs(attempt, clock.now().toEpochMilli())
                ? Optional.ofNullable(mine.ordered)
                : Optional.empty();
    }

    /// Of a call that was [passed on][Relay#passOn]: has something done when its answer is there, see [Asked#whenThere].
    public void whenThere(Consumer<Boolean> then) { asking.whenThere(then); }

    /// What the call is answered with.
    ///
    /// @param early gets what arrives from the source, where it [#flows]
    public Answer answer(Early early) {
        if (recovers().isPresent() && turn != null && session != null) {
            var mending = new Mending(this, session.recovery(policy, seed, clock,
                    !Mending.knowledge(this).isEmpty()), turn);
            mended = mending.run();
            return mended.answer();
        }
        return once(call.ask(), attempt, Deadline.NONE, flows() ? early : Early.NOBODY);
    }

    /// One attempt, without recovery.
    Answer once(ChatAsk ask, int number, Deadline deadline, Early early) {
        return asking.once(ask, number, deadline, early);
    }

    TurnId place() {
        return new TurnId(Objects.requireNonNull(session).notebook.id(), Objects.requireNonNull(turn).number);
    }

    void note(LabEvent event) { asking.note(event); }

    Relay relay() { return relay; }

    /// Further attempts that recovery made inside this call. From any thread, as two may race each other.
    synchronized void attempted(int number) {
        var mine = Objects.requireNonNull(turn);
        attempt = Math.max(attempt, number);
        mine.attempts = Math.max(mine.attempts, number);
    }

    int attempt() { return attempt; }

    /// Writes down what the caller gets. When it returns, everything is on disk, and the answer may leave. The call is over
    /// also when it throws a [Problem], as it cannot be written.
    public void conclude(Shown shown) {
        var mine = turn;
        var in = session;
        if (mine == null || in == null || over) {
            return;
        }
        try {
            in.notebook.write(pen -> {
                over = true;
                if (!mine.concluded) {
                    new Concluding(call, clock, attempt, beginning, asking.events(), asking.natural(),
                            mended).write(pen, in, mine, shown);
                }
                return null;
            });
        } finally {
            over = true;
            in.busy.decrementAndGet();
        }
    }

    /// The lab ended while the caller still waited for all of its answer.
    public void cutShort() { cut = true; }

    boolean wasCutShort() { return cut; }

    /// Makes sure that the call is over, whatever became of it. Does nothing after [#conclude].
    public void abandon() { leave(false); }

    /// The caller has left in the midst of its answer. Does nothing after [#conclude].
    public void desert() { leave(disturbance().isPresent()); }

    /// Nobody is left to be told that it cannot be written.
    private void leave(boolean disturbed) {
        if (over) {
            return;
        }
        try {
            conclude(new Shown(Ending.LEFT, 0, 0, true, "", disturbed));
        } catch (Problem e) {
            LOG.warn("a call that ended without its answer could not be written down: {}", e.getMessage());
        }
    }

    /// Tokens of a reply with these texts of this call's model.
    ///
    /// @param others texts of the further choices
    public Usage usage(String text, List<String> others) { return asking.usage(text, others); }
}
