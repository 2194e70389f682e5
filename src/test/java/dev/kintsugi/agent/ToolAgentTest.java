package dev.kintsugi.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kintsugi.agent.tokens.Tokens;
import dev.kintsugi.agent.tools.ServiceDesk;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.AgentReply;
import dev.kintsugi.domain.model.AgentRequest;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Model;
import dev.kintsugi.domain.model.ModelReply;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.model.TokenSink;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.Usage;
import dev.kintsugi.domain.model.Wire;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.domain.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The loop of model and tools, over a model that does what a test says.
class ToolAgentTest {
    private static final String RENTAL = """
            {"policy_number": "POL-887-DEMO-123", "branch": "Springfield", "pickup_day": "today", "days": 3}""";

    private final ServiceDesk desk = new ServiceDesk();
    private final List<ModelRequest> requests = new ArrayList<>();

    /// Wants these tools one after the other, then answers.
    private final class Wanting implements Model {
        private final List<ToolCall> calls;

        Wanting(ToolCall... calls) { this.calls = new ArrayList<>(List.of(calls)); }

        @Override
        public int contextWindow(String model) { return 1000; }

        @Override
        public ModelReply call(ModelRequest request, TokenSink sink) {
            requests.add(request);
            var wanted = calls.isEmpty() || request.tools().isEmpty()
                    ? List.<ToolCall>of()
                    : List.of(calls.removeFirst());
            return new ModelReply(wanted.isEmpty() ? "done" : "", wanted,
                    wanted.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS, request.model(), new Usage(10, 2),
                    5,
                    true);
        }
    }

    private AgentReply answer(int attempt, Wire wire, ToolCall... calls) {
        return agent(calls).answer(request(attempt), wire, TokenSink.NONE);
    }

    private ToolAgent agent(ToolCall... calls) {
        return Agents.over(new Wanting(calls), TestPacks.named("insurance"), List.of("m"), Tokens.ofModel("m"), false,
                desk);
    }

    private static AgentRequest request(int attempt) {
        return new AgentRequest(new CallKey(new TurnId(new SessionId("s"), 4), 1, attempt, 1),
                List.of(Message.user("I need a rental")), List.of("Answer only from evidence."), "m", 50,
                Deadline.NONE);
    }

    private static ToolCall call(String name, String arguments) { return new ToolCall("c1", name, arguments); }

    @Test
    void givesTheModelPersonaPassagesNotesToolsAndLimits() {
        answer(1, Wire.DIRECT);

        var request = requests.getFirst();
        assertThat(request.messages().getFirst().content()).contains("You are InsureBot").contains("Rental cars")
                .contains("Answer only from evidence.");
        assertThat(request.tools()).hasSize(5);
        assertThat(request.model()).isEqualTo("m");
        assertThat(request.maxTokens()).isEqualTo(50);
    }

    @Test
    void anActIsDoneOnceHoweverManyAttempts() {
        answer(1, Wire.DIRECT, call("book_rental", RENTAL));
        var second = answer(2, Wire.DIRECT, call("book_rental", RENTAL.replace(" ", "")));

        assertThat(second.tools()).hasSize(1);
        assertThat(desk.bookings(new SessionId("s"))).hasSize(1);
    }

    @Test
    void aShadowHasNoEffect() {
        answer(1, Wire.SHADOW, call("book_rental", RENTAL));

        assertThat(desk.deeds(new SessionId("s"))).isEmpty();
    }

    @Test
    void theSameActTwiceInOneAnswerIsMeantTwice() {
        answer(1, Wire.DIRECT, call("book_rental", RENTAL), call("book_rental", RENTAL));

        assertThat(desk.bookings(new SessionId("s"))).hasSize(2);
    }

    @Test
    void whatMakesNoSenseIsToldToTheModel() {
        var reply = answer(1, Wire.DIRECT, call("fly", "{}"), call("lookup_claim", "{oops"), call("pay_out", "[]"));

        assertThat(reply.text()).isEqualTo("done");
        assertThat(reply.tools()).isEmpty();
        assertThat(requests.getLast().messages()).filteredOn(m -> m.role() == Role.TOOL).extracting(Message::content)
                .satisfiesExactly(m -> assertThat(m).contains("There is no tool 'fly'"),
                        m -> assertThat(m).contains("not a JSON object"),
                        m -> assertThat(m).contains("not a JSON object"));
    }

    @Test
    void aModelThatNeverStopsWantingIsMadeToAnswer() {
        var calls = new ToolCall[20];
        Arrays.fill(calls, call("lookup_claim", "{\"claim_number\": \"INS-2024-9876\"}"));

        var reply = answer(1, Wire.DIRECT, calls);

        assertThat(reply.text()).isEqualTo("done");
        assertThat(requests).hasSize(6);
        assertThat(reply.usage()).isEqualTo(new Usage(60, 12));
    }

    @Test
    void wireCallsAreNumbered() {
        answer(1, Wire.DIRECT, call("lookup_claim", "{\"claim_number\": \"INS-2024-9876\"}"));

        assertThat(requests).extracting(r -> r.key().call()).containsExactly(1, 3);
    }

    @Test
    void nobodyIsAskedAfterTheDeadline() {
        var clock = new VirtualClock(Instant.EPOCH);
        var late = new AgentRequest(request(1).key(), request(1).history(), List.of(), "m", 0,
                Deadline.in(Duration.ZERO, clock));

        assertThatExceptionOfType(AgentError.class)
                .isThrownBy(() -> agent().on(clock).answer(late, Wire.DIRECT, TokenSink.NONE))
                .satisfies(error -> assertThat(error.wire().fault()).isEqualTo(WireFault.READ_TIMEOUT));
        assertThat(requests).isEmpty();
    }
}
