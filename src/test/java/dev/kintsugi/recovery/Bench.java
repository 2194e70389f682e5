package dev.kintsugi.recovery;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.recovery.policy.Pattern;
import dev.kintsugi.recovery.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/// A session in virtual time whose agent answers by a script: the far side of [Attempt].
final class Bench implements Attempt, Watcher {
    private static final List<Passage> KNOWN = List.of(new Passage("1", "Claims", "Ask for your claim by its number."));

    final VirtualClock clock = new VirtualClock(Instant.parse("2024-11-22T10:00:00Z"));
    final Recovery recovery;
    final List<Ask> asks = new ArrayList<>();
    final List<Instant> times = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();
    final List<Detection> detections = new ArrayList<>();
    final List<String> signals = new ArrayList<>();
    final List<Message> history = new ArrayList<>();
    List<String> models = List.of("alpha", "beta", "gamma");
    private final Deque<Function<Ask, String>> script = new ArrayDeque<>();
    private int turns;

    Bench(Policy policy) { recovery = new Recovery(policy, new Draws(42), clock, "Helper"); }

    private Bench(Policy policy, Services services) {
        recovery = new Recovery(policy, new Draws(42), clock, "Helper", services);
    }

    /// A session that shares its services with others.
    static Bench sharing(Services services, Pattern... patterns) {
        return new Bench(new Policy("test", List.of(patterns)), services);
    }

    static Bench of(Pattern... patterns) { return new Bench(new Policy("test", List.of(patterns))); }

    @SafeVarargs
    final Bench then(Function<Ask, String>... moves) {
        script.addAll(Arrays.asList(moves));
        return this;
    }

    static Function<Ask, String> says(String text) { return _ -> text; }

    static Function<Ask, String> fails(WireError wire) { return ask -> { throw error(wire, ask.model()); }; }

    static AgentError error(WireError wire, String model) {
        return ErrorTable.error(wire, new ErrorContext(new SessionId("s"), "Helper", model, "model", 1, 0));
    }

    static WireError down() { return WireError.http(503, "server_error", "", "overloaded"); }

    static WireError denied() { return WireError.http(401, "auth", "invalid_api_key", "Incorrect API key provided"); }

    static WireError limited(Duration wait) {
        return WireError.http(429, "rate", "rate_limit_exceeded", "slow down").withRetryAfter(wait);
    }

    static WireError reset() { return WireError.of(WireFault.RESET, "connection reset"); }

    Delivery turn(String message) { return turn(message, TokenSink.NONE); }

    /// With somebody to turn to.
    Delivery turn(String message, Escalation people) { return turn(message, TokenSink.NONE, people); }

    Delivery turn(String message, TokenSink sink) { return turn(message, sink, Escalation.NOBODY); }

    private Delivery turn(String message, TokenSink sink, Escalation people) {
        history.add(Message.user(message));
        var turn = new RecoveryTurn(new TurnId(new SessionId("s"), ++turns), 7, history, KNOWN, models, List.of());
        var delivery = recovery.deliver(turn, this, this, sink, people, null, clock);
        if (delivery.error() == null || !delivery.by().startsWith("attempt")) {
            history.add(Message.assistant(delivery.text()));
        }
        return delivery;
    }

    @Override
    public AgentReply call(Ask ask, TokenSink sink) {
        asks.add(ask);
        times.add(clock.now());
        var move = script.size() > 1 ? script.removeFirst() : script.getFirst();
        var text = move.apply(ask);
        sink.token(text);
        return new AgentReply(text, ask.model(), Usage.NONE, FinishReason.STOP, List.of(), 0, true);
    }

    /// What each step was, e.g. `retry WAITS`.
    List<String> told() { return steps.stream().map(s -> s.pattern() + " " + s.action()).toList(); }

    /// The pauses between attempts.
    List<Duration> pauses() {
        var pauses = new ArrayList<Duration>();
        for (int i = 1; i < times.size(); i++) {
            pauses.add(Duration.between(times.get(i - 1), times.get(i)));
        }
        return pauses;
    }

    void replace(Function<Ask, String> move) {
        script.clear();
        script.add(move);
    }

    @Override
    public void step(Step s) { steps.add(s); }

    @Override
    public void detected(Detection d) { detections.add(d); }

    @Override
    public void tentative(int attempt) { signals.add("tentative " + attempt); }

    @Override
    public void takenBack(int attempt) { signals.add("taken back " + attempt); }
}
