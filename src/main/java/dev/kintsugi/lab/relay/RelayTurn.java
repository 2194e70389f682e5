package dev.kintsugi.lab.relay;

import dev.kintsugi.agent.openai.Asked;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.agent.openai.Early;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.model.Wire;
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

/// One call of a program on its way through the lab: [#answer] it, send that, and [#conclude]. For one thread.
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
    private final List<LabEvent> events = new ArrayList<>();
    /// Whether its beginning waits for its end, since nobody can see the log between them.
    private boolean whole;
    private @Nullable OpenTurn turn;
    private @Nullable Asked asked;
    private LabClock clock = UNUSED;
    private int attempt = 1;
    private long seed;
    private @Nullable ChatReply natural;
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
    }

    /// A call that nothing is done to and nothing is written of.
    static RelayTurn untouched(Relay relay, RelaySettings settings, Call call) {
        return new RelayTurn(relay, settings, null, call, "none");
    }

    /// A call that nothing is done to and nothing is written of, and that was passed on already.
    static RelayTurn passedOn(Relay relay, RelaySettings settings, Call call, Asked asked) {
        var made = untouched(relay, settings, call);
        made.asked = asked;
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
        mine.current = this;
        attempt = mine.attempts + 1;
        mine.attempts = attempt;
        in.turns = mine.number;
        var messages = call.messages();
        begins(pen, mine.number, new LabEvent.CallArrived(call.request(), call.caller(), attempt, call.ask().model(),
                call.ask().streamed(), messages.size(), lastAnswer(messages)));
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
        events.add(event);
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
    public void whenThere(Consumer<Boolean> then) { Objects.requireNonNull(asked).whenThere(then); }

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
        var start = clock.now().toEpochMilli();
        var mine = turn;
        var model = new SourceModel(relay.source(), ask, early, clock, call.left());
        try {
            if (mine == null || mine.mode == null) {
                var came = asked == null
                        ? relay.source().ask(ask, model.patience(deadline), early)
                        : asked.reply();
                return replied(came, came, number, start);
            }
            var request = new ModelRequest(ask.model(), ask.messages(), List.of(), ask.maxTokens(), key(number),
                    deadline);
            var reply = mine.mode.around(Wire.DIRECT).model(model, request, TokenSink.NONE);
            var came = model.came().orElseThrow();
            return replied(came, came.text().equals(reply.text())
                    ? came
                    : came.withText(reply.text(), came.finish(), with(reply.usage(), came.others())), number, start);
        } catch (AgentError e) {
            return failed(e, ask.model(), number, start);
        }
    }

    private Answer replied(ChatReply came, ChatReply given, int number, long start) {
        natural = came;
        if (turn != null) {
            if (number == 1) {
                turn.first = given.text();
            }
            turn.model = came.model();
            turn.tokens = came.usage().promptTokens();
            events.add(new LabEvent.Attempted(number, 1, "model", came.model(), came.usage().promptTokens(),
                    came.usage().completionTokens(), clock.now().toEpochMilli() - start, relay.source().scripted(),
                    true,
                    Text.of(words(given)), null, 0, null, null, Text.EMPTY, SourceModel.finish(given.finish())));
        }
        return new Answer.Replied(given, given != came);
    }

    /// A reply in words: what it says, or which tools it asks for.
    static String words(ChatReply reply) {
        return reply.text().isEmpty() && reply.asksForTools() ? reply.toolCalls().toString() : reply.text();
    }

    private Answer failed(AgentError e, String model, int number, long start) {
        var mine = turn;
        var injected = mine != null && mine.faulted.contains(number);
        if (mine != null) {
            if (!injected) {
                mine.errors.add(e);
            }
            mine.model = model;
            events.add(new LabEvent.Attempted(number, 1, "model", model, 0, 0, clock.now().toEpochMilli() - start,
                    false, false, Text.EMPTY, e.wire().fault(), e.wire().status(), e.category(), e.severity(),
                    Text.of(e.wire().message())));
        }
        return new Answer.Failed(e, injected);
    }

    private CallKey key(int number) {
        var mine = Objects.requireNonNull(turn);
        return new CallKey(place(), mine.drawKey, number, 1);
    }

    TurnId place() {
        return new TurnId(Objects.requireNonNull(session).notebook.id(), Objects.requireNonNull(turn).number);
    }

    void note(LabEvent event) { events.add(event); }

    Relay relay() { return relay; }

    /// Further attempts that recovery made inside this call.
    void attempted(int number) {
        attempt = number;
        Objects.requireNonNull(turn).attempts = number;
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
                    new Concluding(call, clock, attempt, beginning, events, natural, mended).write(pen, in, mine,
                            shown);
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
    public Usage usage(String text, List<String> others) {
        var known = natural;
        var model = call.ask().model();
        return with(new Usage(known == null ? 0 : known.usage().promptTokens(),
                relay.source().countTokens(model, text)), others);
    }

    private Usage with(Usage first, List<String> others) {
        var model = call.ask().model();
        return new Usage(first.promptTokens(), first.completionTokens()
                + others.stream().mapToInt(other -> relay.source().countTokens(model, other)).sum());
    }
}
