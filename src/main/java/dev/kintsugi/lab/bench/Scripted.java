package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Passage;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.recovery.Detection;
import dev.kintsugi.domain.recovery.Step;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.recovery.Ask;
import dev.kintsugi.recovery.Attempt;
import dev.kintsugi.recovery.Recovery;
import dev.kintsugi.recovery.RecoveryTurn;
import dev.kintsugi.recovery.Services;
import dev.kintsugi.recovery.Watcher;
import dev.kintsugi.recovery.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A session whose agent fails by chance: errors of every kind, slow answers, empty and wrong ones, and a tool that pays.
/// While it answers, other sessions may be asked, so that calls overlap.
final class Scripted implements Attempt, Watcher {
    static final List<String> MODELS = List.of("alpha", "beta", "gamma");
    private static final List<WireError> ERRORS = List.of(WireError.http(503, "server_error", "", "overloaded"),
            WireError.http(401, "auth", "invalid_api_key", "Incorrect API key provided"),
            WireError.of(WireFault.RESET, "connection reset"), WireError.of(WireFault.READ_TIMEOUT, "timeout"),
            WireError.http(429, "rate", "rate_limit_exceeded", "slow down").withRetryAfter(Duration.ofSeconds(3)),
            WireError.http(429, "rate", "rate_limit_exceeded", "slow down").withRetryAfter(Duration.ofSeconds(90)),
            WireError.http(400, "invalid_request_error", "context_length_exceeded", "limit").withLimit(500));
    private static final List<String> TEXTS = List.of("All is well with it.", "", "I can't help with that.",
            "Your claim CLM-9 was paid on 3 May 2031.", "Could you please clarify what you mean by that?");
    private static final List<Passage> KNOWN = List
            .of(new Passage("1", "Rental cover", "With rental cover we pay up to 30 days at 40 dollars a day."));

    private final String name;
    private final Chances chance;
    private final LabClock clock;
    private final Rulebook rules;
    private final Recovery recovery;
    private final BooleanSupplier meanwhile;
    private final Paying tool;
    private final List<Message> history = new ArrayList<>();
    private int turns;
    private int made;
    private int inTurn;
    private boolean busy;
    private boolean disturbed;
    private boolean guest;
    private String waiting = "";
    private Duration retried = Duration.ZERO;

    Scripted(String name, Policy policy, Chances chance, LabClock clock, Services shared, Rulebook rules,
            BooleanSupplier meanwhile) {
        this.name = name;
        this.chance = chance;
        this.rules = rules;
        this.meanwhile = meanwhile;
        this.clock = new Overheard(clock, this::waited);
        this.recovery = new Recovery(policy, new Draws(chance.below(1000)), this.clock, "Helper", shared);
        this.tool = new Paying(this.clock, chance, rules, () -> guest);
    }

    boolean busy() { return busy; }

    /// Says something and waits for what comes of it.
    ///
    /// @param inside whether it does so inside another session's call: then it is cancelled with that one
    void turn(boolean inside) {
        guest = inside;
        busy = true;
        try {
            turn();
        } finally {
            busy = false;
        }
    }

    private void turn() {
        inTurn = 0;
        disturbed = false;
        retried = Duration.ZERO;
        history.add(Message.user("How many days does my rental cover pay, question " + turns % 3 + "?"));
        var start = clock.now();
        var delivery = recovery.deliver(new RecoveryTurn(new TurnId(new SessionId(name), ++turns), 7, history, KNOWN,
                MODELS, List.of()), this, this, TokenSink.NONE);
        history.add(Message.assistant(delivery.text()));
        // What another session does meanwhile takes its time on the same clock, and obeys only its own deadline.
        rules.turn(inTurn, disturbed ? Duration.ZERO : Duration.between(start, clock.now()), retried);
    }

    void over() { rules.session(turns, made); }

    @Override
    public AgentReply call(Ask ask, TokenSink sink) {
        made++;
        inTurn++;
        try (var _ = rules.entered(name, ask.model(), recovery)) {
            if (chance.oneIn(3)) {
                disturbed |= meanwhile.getAsBoolean();
            }
            return answer(ask);
        }
    }

    private AgentReply answer(Ask ask) {
        passes(Duration.ofMillis(chance.oneIn(4) ? chance.below(40_000) : chance.below(900)), ask.deadline());
        if (chance.oneIn(4)) {
            pay(ask);
        }
        if (chance.below(5) < 3) {
            throw failed(chance.of(ERRORS));
        }
        return new AgentReply(chance.of(TEXTS), ask.model(), Usage.NONE, FinishReason.STOP, List.of(), 0, true);
    }

    private void pay(Ask ask) {
        var key = new CallKey(new TurnId(new SessionId(name), turns), 7, ask.attempt(), 1);
        recovery.guard(ask, Wire.DIRECT).tool(tool,
                new ToolRequest(new ToolCall("c", "pay", "{}"), name + "-" + turns, key, ask.deadline()));
    }

    private void passes(Duration latency, Deadline deadline) {
        var left = deadline.remaining(clock);
        clock.sleep(latency.compareTo(left) < 0 ? latency : left, WaitReason.MODEL_LATENCY);
        if (latency.compareTo(left) >= 0) {
            throw failed(WireError.of(WireFault.READ_TIMEOUT, "no answer in time"));
        }
    }

    private RuntimeException failed(WireError wire) {
        return ErrorTable.error(wire, new ErrorContext(new SessionId(name), "Helper", "alpha", "model", turns, 0));
    }

    @Override
    public void step(Step s) {
        if (s.action() == Step.Action.WAITS) {
            waiting = s.pattern();
        }
    }

    @Override
    public void detected(Detection d) {
        // Verdicts are the detectors' own business; here only what follows from them counts.
    }

    private void waited(Duration wait) {
        rules.waits(waiting, wait);
        if (waiting.equals("retry")) {
            retried = retried.plus(wait);
        }
    }
}
