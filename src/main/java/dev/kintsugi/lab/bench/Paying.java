package dev.kintsugi.lab.bench;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.error.ErrorContext;
import dev.kintsugi.domain.error.ErrorTable;
import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.domain.time.Cancelled;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// A tool that pays, once for each key; a payment takes a while, and may fail before it is made or when it is told.
final class Paying implements Tool {
    private static final ToolSpec SPEC = new ToolSpec("pay", "Pays.", "{}", Effect.RISKY);

    private final LabClock clock;
    private final Chances chance;
    private final Rulebook rules;
    private final BooleanSupplier guest;
    private final Set<String> paid = new HashSet<>();

    Paying(LabClock clock, Chances chance, Rulebook rules, BooleanSupplier guest) {
        this.guest = guest;
        this.clock = clock;
        this.chance = chance;
        this.rules = rules;
    }

    @Override
    public ToolSpec spec() { return SPEC; }

    @Override
    public ToolResult call(ToolRequest request) {
        if (!paid.contains(request.idempotencyKey())) {
            pay(request);
        }
        return preview(request);
    }

    private void pay(ToolRequest request) {
        // One payment a turn was asked for, whatever keys it is asked for with.
        var act = request.key().turn().session() + ", turn " + request.key().turn().number();
        var done = false;
        rules.acts(act);
        try {
            var takes = Duration.ofMillis(chance.below(8000));
            var left = request.deadline().remaining(clock);
            clock.sleep(takes.compareTo(left) < 0 ? takes : left, WaitReason.MODEL_LATENCY);
            if (chance.oneIn(3)) {
                throw failed(request);
            }
            done = paid.add(request.idempotencyKey());
        } catch (Cancelled e) {
            if (!guest.getAsBoolean()) {
                rules.cutOff(act);
            }
            throw e;
        } finally {
            rules.acted(act, done);
        }
        if (chance.oneIn(4)) {
            throw failed(request);
        }
    }

    private static RuntimeException failed(ToolRequest request) {
        return ErrorTable.error(WireError.of(WireFault.RESET, "connection reset"),
                new ErrorContext(new SessionId("s"), "Helper", "alpha", "pay", request.key().turn().number(), 0));
    }

    @Override
    public ToolResult preview(ToolRequest request) { return new ToolResult("{\"paid\":true}", true, 0, false); }
}
