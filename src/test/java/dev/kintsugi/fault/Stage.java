package dev.kintsugi.fault;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.FailureMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One session on a virtual clock with a model and a tool that answer what they are told to.
final class Stage {
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    static final SessionId SESSION = new SessionId("s1");
    static final String SYSTEM = "You are InsureBot. Help with claims.";

    final VirtualClock clock = new VirtualClock(START);
    final Injector injector = new Injector();
    final List<LabEvent.Injected> injected = new ArrayList<>();
    final List<String> streamed = new ArrayList<>();
    final List<ModelRequest> asked = new ArrayList<>();
    final List<ToolRequest> used = new ArrayList<>();
    FaultSettings settings = FaultSettings.defaults();
    SessionFaults state = SessionFaults.NEW;
    String natural = "Your claim INS-2024-9876 was approved on November 12, 2024, and we will pay $1,250.00 within 8 days.";
    boolean simulated = true;
    int shadows;
    Deadline deadline = Deadline.NONE;
    long seed = 42;

    final Model model = new Model() {
        @Override
        public int contextWindow(String model) { return 8_192; }

        @Override
        public ModelReply call(ModelRequest request, TokenSink sink) {
            asked.add(request);
            var text = request.messages().getLast().content().startsWith("You take part") ? "ACTED" : natural;
            if (!simulated) {
                sink.token(text);
            }
            return new ModelReply(text, List.of(), FinishReason.STOP, request.model(), new Usage(50, 20), 700,
                    simulated);
        }
    };

    final Tool tool = new Tool() {
        @Override
        public ToolSpec spec() { return new ToolSpec("look_up_claim", "", "{}", Effect.READ); }

        @Override
        public ToolResult call(ToolRequest request) {
            used.add(request);
            return preview(request);
        }

        @Override
        public ToolResult preview(ToolRequest request) {
            return new ToolResult("{\"claim_id\":\"INS-2024-9876\",\"amount\":1250,\"status\":\"approved\"}", true, 5,
                    true);
        }
    };

    TurnPlace place(int turn) { return new TurnPlace(new TurnId(SESSION, turn), 7, seed, clock.now().toEpochMilli()); }

    Decision decide(int turn, @Nullable FailureMode forced) {
        return injector.decide(settings, state, place(turn), forced);
    }

    FaultedTurn begin(int turn, Decision decision) {
        var shadow = new Shadow() {
            @Override
            public AgentReply natural(CallKey key) {
                shadows++;
                return new AgentReply(natural, "m1", Usage.NONE, FinishReason.STOP, List.of(), 0, simulated);
            }
        };
        return injector.begin(decision, settings, state, place(turn), clock, shadow, injected::add);
    }

    FaultedTurn force(FailureMode mode) { return begin(1, decide(1, mode)); }

    ModelReply call(FaultedTurn turn, ModelRequest request) {
        return turn.around(Wire.DIRECT).model(model, request, streamed::add);
    }

    ModelReply call(FaultedTurn turn, int attempt) { return call(turn, request(attempt, "m1", history())); }

    ToolResult use(FaultedTurn turn, int attempt) {
        var request = new ToolRequest(new ToolCall("c1", "look_up_claim", "{}"), "k1", key(attempt), Deadline.NONE);
        return turn.around(Wire.DIRECT).tool(tool, request);
    }

    ModelRequest request(int attempt, String model, List<Message> messages) {
        return new ModelRequest(model, messages, List.of(), 0, key(attempt), deadline);
    }

    static CallKey key(int attempt) { return new CallKey(new TurnId(SESSION, 1), 7, attempt, 1); }

    static List<Message> history(Message... more) {
        var all = new ArrayList<>(List.of(Message.system(SYSTEM), Message.user("What about my claim INS-2024-9876?")));
        all.addAll(List.of(more));
        return all;
    }

    void happen(int turn, LabEvent event) {
        var now = clock.now().toEpochMilli();
        state = state.next(new Entry(SESSION, turn, 1, now, now, 0, event));
    }

    void set(FailureMode mode, String name, String value) {
        settings = settings.withMode(mode, settings.mode(mode).withParameter(name, value));
    }
}
