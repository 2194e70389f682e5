package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.OwnAgent;
import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.report.story.TurnStory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ToolGateTest {
    private final List<Object> paid = new ArrayList<>();
    private final AtomicInteger broken = new AtomicInteger();

    /// Pays, and then loses its line so many times before it can say so.
    private TurnStory pays(Map<String, Object> arguments, int breaks, Act... acts) {
        broken.set(breaks);
        var agent = OwnAgent.of("Teller", talk -> {
            var answer = talk.use("pay", arguments);
            if (broken.getAndDecrement() > 0) {
                throw new IllegalStateException("the line broke");
            }
            return answer;
        }).using(OwnTool.risks("pay", call -> {
            paid.add(call.arguments().get("amount"));
            return "paid";
        }));
        try (var lab = Lab.inMemory(LabSettings.defaults(), (settings, seed, clock) -> agent)) {
            return lab.begin(SessionSpec.of(lab.settings()).withPolicy("supervised").virtual(Instant.EPOCH, "")
                    .asking(new ScriptedPeople(Arrays.asList(acts)))).say("Pay, please", null).join();
        }
    }

    private static Act act(Act.Kind kind, String text) { return new Act(kind, Duration.ofSeconds(2), text); }

    private static List<LabEvent.ApprovalRequested> asked(TurnStory turn) {
        return turn.entries().stream().map(e -> e.event()).filter(LabEvent.ApprovalRequested.class::isInstance)
                .map(LabEvent.ApprovalRequested.class::cast).toList();
    }

    /// The model reads it, so its tokens are counted and stand in the log.
    @Test
    void aRefusalReadsTheSameInEveryProcess() {
        assertThat(ToolGate.refusal("not_approved", "A person said no.").content())
                .isEqualTo("{\"error\":{\"code\":\"not_approved\",\"message\":\"A person said no.\"}}");
    }

    @Test
    void whoSaidNoIsNotAskedAgainByTheNextAttempt() {
        var turn = pays(Map.of("amount", 5), 1, act(Act.Kind.REJECT, "not today"), act(Act.Kind.APPROVE, ""));
        assertThat(turn.attempts()).hasSizeGreaterThan(1);
        assertThat(asked(turn)).hasSize(1);
        assertThat(paid).isEmpty();
        assertThat(turn.delivered().value()).contains("not today");
    }

    @Test
    void whatWasApprovedAndDoneIsNeitherAskedNorDoneAgain() {
        var turn = pays(Map.of("amount", 5), 1, act(Act.Kind.EDIT, "{\"amount\": 3}"));
        assertThat(turn.attempts()).hasSizeGreaterThan(1);
        assertThat(asked(turn)).hasSize(1);
        assertThat(paid).containsExactly(3);
    }

    /// The first of the usual names that has a value, not one that is there and empty.
    @Test
    void anAmountThatIsNullIsNoAmount() {
        var arguments = new HashMap<String, Object>(Map.of("total", 7));
        arguments.put("amount", null);
        assertThat(asked(pays(arguments, 0)).getFirst().amount().value()).isEqualTo("7");
        arguments.remove("total");
        assertThat(asked(pays(arguments, 0)).getFirst().amount().value()).isEmpty();
    }
}
