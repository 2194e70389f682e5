package dev.kintsugi.lab;

import dev.kintsugi.agent.voice.SpeechEngine;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.Effective;
import dev.kintsugi.fault.SessionFaults;
import dev.kintsugi.recovery.Circuit;
import dev.kintsugi.recovery.PastReplies;
import dev.kintsugi.recovery.RecoveryHealth;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import dev.kintsugi.report.recovery.Alert;
import dev.kintsugi.report.recovery.Alerts;
import dev.kintsugi.report.recovery.RecoveryCounts;
import dev.kintsugi.report.recovery.RecoveryFold;
import dev.kintsugi.report.story.EffectLedger;
import dev.kintsugi.report.story.SessionStory;
import dev.kintsugi.report.story.Tally;
import dev.kintsugi.report.story.TurnStory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A conversation with an agent. One lane: what is asked of it queues and runs in order. Safe for use by many threads.
public final class Session implements AutoCloseable {
    private final Lab lab;
    private final SessionWork work;
    private final @Nullable ConversationClock waits;
    private final Lane lane;

    Session(Lab lab, SessionCore core, @Nullable ConversationClock waits, Supplier<SessionCore> reload) {
        this.lab = lab;
        this.work = new SessionWork(lab, core, reload);
        this.waits = waits;
        this.lane = new Lane(core.id());
    }

    private SessionCore core() { return work.core(); }

    public SessionId id() { return core().id(); }

    /// How it looks in a list.
    public SessionRow row() { return core().rows().row(); }

    public SessionSpec spec() { return core().spec(); }

    public String agentName() { return core().agent().name(); }

    /// The model that is asked first.
    public String model() { return core().agent().models().getFirst(); }

    /// Whether latency and token counts are simulated.
    public boolean simulated() { return core().agent().simulated(); }

    public String policyName() { return core().policy().name(); }

    /// The recovery patterns in order, outermost first, e.g. `degrade > cache > retry x3`; `none` for none.
    public String policyOrder() { return core().policy().order(); }

    /// The session's time, which stands still while people are asked.
    public LabClock patience() { return core().work().live(); }

    /// Whether its policy hands conversations to people.
    public boolean handsOver() { return core().policy().has(Pattern.Handoff.class); }

    /// Whether a turn runs or waits in the queue.
    public boolean busy() { return lane.busy(); }

    public List<TurnStory> turns() { return core().folds().story(SessionStory::turns); }

    /// Events that belong to no turn, in order.
    public List<Entry> outsideEntries() { return core().folds().story(SessionStory::outside); }

    public Tally tally() { return core().folds().story(SessionStory::tally); }

    /// What the agent remembers of the conversation.
    public List<Message> history() { return core().history(); }

    /// The session's state as the state store keeps it, a JSON object as text.
    public String state() { return core().rows().state(); }

    /// The last sequence that this lab knows to be on disk.
    long committed() { return core().committed(); }

    /// Says something; the turn is on disk when the future completes. A turn that was stopped completes with its story,
    /// interrupted. Completes with a [Problem] when it could not be written.
    public CompletableFuture<TurnStory> say(String message, @Nullable Failure forced) {
        return say(Said.of(message, forced));
    }

    /// Says something, as a scenario or another program does.
    public CompletableFuture<TurnStory> say(Said said) { return lane.submit(() -> work.turn(said)); }

    /// Uses tools by a plan, as a turn of the session. Completes like [#say].
    public CompletableFuture<TurnStory> work(String request, Consumer<WorkTurn> plan) {
        return lane.submit(() -> work.work(request, plan));
    }

    /// Has the log written by a program that drives turns itself, in the session's lane. Completes with a [Problem] when
    /// it could not be written.
    public <T extends @Nullable Object> CompletableFuture<T> write(Function<TurnPen, T> pen) {
        return lane.submit(() -> work.write(pen));
    }

    /// Has something done in the session's lane at once, on the caller's thread, if neither the lane nor the store has to
    /// be waited for; a [#write] in it is done in its midst. Returns what it returns; false, and nothing was done, where
    /// there is something to wait for.
    public boolean tryAtOnce(BooleanSupplier action) {
        return lane.tryRun(() -> !work.isStale() && action.getAsBoolean());
    }

    /// Speaks a turn's reply. When that fails, the failure is written down and returned in words; the text is there anyway.
    /// Empty when it was spoken.
    public Optional<String> speak(TurnStory turn, SpeechEngine engine) {
        try {
            engine.speak(turn.delivered().value(),
                    new ErrorContext(id(), agentName(), "", "voice", turn.number(), 0));
            return Optional.empty();
        } catch (AgentError.VoiceProcessing e) {
            outside(new LabEvent.SpeechFailed(engine.name(), Text.of(e.wire().message()))).join();
            return Optional.of("The reply could not be spoken (" + e.wire().message() + "); here it is as text");
        }
    }

    /// The person who answers in the agent's place; empty for none.
    public String takenBy() { return core().folds().takenBy(); }

    /// The sequence of the last event recorded.
    public long head() { return core().head(); }

    /// The replies that the agent remembers and the detectors object to. What stood in for a reply was not said by it.
    public List<PastReplies.Doubt> doubts() {
        var stoodIn = turns().stream().filter(t -> t.deliveredStatus() != DeliveredStatus.REPLY)
                .map(t -> t.delivered().value()).collect(Collectors.toSet());
        return doubtful().stream().filter(d -> !stoodIn.contains(d.reply())).toList();
    }

    private List<PastReplies.Doubt> doubtful() {
        return PastReplies.doubtful(history(), core().agent().knowledge(), agentName(), core().earlierTools(),
                LocalDate.ofInstant(row().used(), ZoneOffset.UTC));
    }

    /// What is known of the session's side effects, in order.
    public List<EffectLedger.Item> effects() { return core().folds().effects(EffectLedger::items); }

    /// Asks tools and then people what became of effects whose fate is unknown. Completes with those that were unknown,
    /// as they are now.
    public CompletableFuture<List<EffectLedger.Item>> settleEffects(List<Tool> tools) {
        return lane.submit(() -> Settling.of(work.fresh(), tools));
    }

    /// Writes the state that the log says to the state store. Completes with what stood there.
    public CompletableFuture<StateFound> restoreState() {
        return lane.submit(() -> work.fresh().rows().restoreState());
    }

    /// Stops the turn that runs: it ends as interrupted. Nothing happens when none runs.
    public void stop() { lane.interrupt(); }

    /// Ends the wait that is under way; lab time jumps by what was left.
    public void skipWait() {
        if (waits != null) {
            waits.skip();
        }
    }

    /// Sets the divisor of simulated delays; [ConversationClock#INSTANT] does not wait. No effect on virtual time.
    public void timeScale(int divisor) {
        if (waits != null) {
            waits.scale(divisor);
        }
    }

    /// Forgets the conversation; turn numbers go on.
    public CompletableFuture<Void> reset() {
        return outside(new LabEvent.SessionReset()).thenRun(() -> lab.states(core()).reset(id()));
    }

    /// Restarts the agent: it forgets the conversation, unless its recovery restores a checkpoint.
    public CompletableFuture<Void> restartAgent() {
        return outside(new LabEvent.AgentRestarted(core().policy().has(Pattern.Checkpoint.class)));
    }

    /// Ends the cooldown at once.
    public CompletableFuture<Void> endCooldown() { return outside(new LabEvent.CooldownEnded()); }

    /// Lets lab time pass between two turns.
    public CompletableFuture<Void> pause(Duration wait) {
        return lane.submit(() -> {
            work.fresh().clock().sleep(wait, WaitReason.SCRIPT);
            return null;
        });
    }

    /// Writes an event that belongs to the session, between turns.
    public CompletableFuture<Void> outside(LabEvent event) {
        return lane.submit(() -> work.onFresh(current -> written(current, current.turns(), event, 0)));
    }

    /// Writes an event as it stands in a log that is replayed.
    CompletableFuture<Void> feed(Entry entry) {
        return lane.submit(() -> work.onFresh(current -> written(current, entry.turn(), entry.event(), entry.cause())));
    }

    private static @Nullable Void written(SessionCore current, int turn, LabEvent event, long cause) {
        current.record(turn, event, cause);
        current.commit(turn);
        return null;
    }

    /// Recovers by another policy from the next turn on, and when it is opened again.
    public CompletableFuture<Void> policy(String name) {
        return lane.submit(() -> {
            var next = Policies.named(name);
            return next.equals(work.fresh().policy()) ? null : changed(next);
        });
    }

    CompletableFuture<Void> policy(Policy next) { return lane.submit(() -> changed(next)); }

    private @Nullable Void changed(Policy next) {
        return work.onFresh(current -> {
            current.policy(next);
            return null;
        });
    }

    /// What the injecting side remembers.
    public SessionFaults faults() { return core().faults(); }

    /// Chance of each mode in the next turn, with everything taken into account.
    public Map<FailureMode, Effective> effective() {
        return lab.injector().effective(lab.settings().faults(), core().faults(),
                core().clock().live().now().toEpochMilli());
    }

    /// What is left of the cooldown; zero when there is none.
    public Duration cooldownLeft() {
        return lab.injector().cooldownLeft(lab.settings().faults(), core().faults(),
                core().clock().live().now().toEpochMilli());
    }

    /// How the circuit breakers stand.
    public List<Circuit> circuits() { return core().recovery().circuits(); }

    /// What its recovery did so far, counted from the log.
    public RecoveryCounts recoveryCounts() {
        var fold = new RecoveryFold();
        core().folds().story(SessionStory::entries).forEach(fold::add);
        return fold.counts();
    }

    /// What somebody should look at, the gravest first.
    public List<Alert> alerts() {
        var open = circuits().stream().filter(c -> c.state() == Circuit.State.OPEN).map(Circuit::service)
                .collect(Collectors.toSet());
        return Alerts.of(turns(), recoveryCounts(), open);
    }

    /// How the session's recovery stands.
    public RecoveryHealth recoveryHealth() { return core().recovery().health(); }

    /// Stops the turn that runs and closes the lane. What was acknowledged is on disk.
    @Override
    public void close() { lane.close(); }

    /// Whether it was closed: then it takes no more work, and its name can be opened again.
    public boolean closed() { return lane.closed(); }
}
