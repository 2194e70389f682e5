package dev.kintsugi.lab.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Fate;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.model.ToolSpec;
import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ApprovalRule;
import dev.kintsugi.domain.people.People;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.domain.recovery.DeliveredStatus;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.work.StepState;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.TestAgents;
import dev.kintsugi.report.story.TurnStory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What stands in for a step that fails: another tool, an earlier answer, a look in place of an act, a message.
class FallbackChainTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Lab lab = Lab.inMemory(LabSettings.defaults(), new TestAgents());
    private final List<String> used = new CopyOnWriteArrayList<>();
    private final AtomicBoolean down = new AtomicBoolean();
    private final OwnTool search = OwnTool.reads("search", call -> answer("search", "a bowl, " + call.text("query")));
    private final OwnTool archive = OwnTool.reads("archive", _ -> answer("archive", "an old bowl"));
    private final OwnTool pay = OwnTool.acts("pay", _ -> answer("pay", "paid"))
            .telling(_ -> new Fate.NotDone());
    private final OwnTool mail = OwnTool.acts("mail", _ -> {
        used.add("mail");
        return "sent";
    });

    private Object answer(String tool, String text) {
        used.add(tool);
        if (down.get()) {
            throw new IllegalStateException("it is down");
        }
        return Map.of("found", text);
    }

    @AfterEach
    void close() { lab.close(); }

    private static Workflow plan(WorkflowStep... steps) {
        var plan = Workflow.named("find", "Find the bowl");
        for (var step : steps) {
            plan = plan.then(step);
        }
        return plan;
    }

    private static WorkflowStep look() { return WorkflowStep.of("search", Map.of("query", "blue", "page", 1)); }

    private static WorkflowStep step(String tool) { return WorkflowStep.of(tool, Map.of()); }

    private SessionSpec spec() { return SessionSpec.of(lab.settings()).asking(People.NOBODY); }

    private WorkflowStory run(SessionSpec spec, Workflow workflow) {
        return new Workflows(lab).start(workflow, List.of(search, archive, pay, mail), spec).result().join();
    }

    private WorkflowStory virtual(Workflow workflow, Act... acts) {
        return run(spec().asking(new ScriptedPeople(Arrays.asList(acts)))
                .virtual(Instant.parse("2026-01-05T09:00:00Z"), ""), workflow);
    }

    private TurnStory turn(WorkflowStory story) { return lab.open(story.session()).turns().getFirst(); }

    @Test
    void whatTheToolSaidEarlierInTheSameWorkflowStandsInAndIsToldAsOld() {
        var again = new WorkflowStep("again", "search", Map.of("page", 1, "query", "blue"), ApprovalRule.RISKY,
                WorkflowStep.TIMEOUT, 1, List.of(), null).failing(FailureMode.SERVICE_UNAVAILABLE, Map.of())
                .orCached(HOUR);
        var story = virtual(plan(look(), again));
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(story.done().get(2)).isEqualTo(story.done().get(1)).contains("a bowl, blue");
        assertThat(story.stoodIn()).containsOnlyKeys(2);
        assertThat(story.why()).isEqualTo("step 2, again, rests on what search said a moment ago");
        assertThat(turn(story).deliveredStatus()).isEqualTo(DeliveredStatus.STALE);
        assertThat(turn(story).outcome()).isEqualTo(Outcome.SOFTENED);
        assertThat(turn(story).delivered().value())
                .isEqualTo("Done: Find the bowl. Step 2, again, rests on what search said a moment ago.");
    }

    @Test
    void anAnswerOfAnEarlierWorkflowStandsInForTheSameArgumentsOnly() {
        run(spec(), plan(look()));
        down.set(true);
        var once = look().trying(1, Duration.ofSeconds(5)).orCached(HOUR);
        assertThat(run(spec(), plan(once)).stoodIn().get(1).state()).isEqualTo(StepState.STALE);
        var other = WorkflowStep.of("search", Map.of("query", "red")).trying(1, Duration.ofSeconds(5)).orCached(HOUR);
        var story = run(spec(), plan(other).escalatingAfter(1));
        assertThat(story.state()).isEqualTo(WorkflowState.FAILED);
        assertThat(story.why()).contains("no earlier answer of it is known");
    }

    @Test
    void whatAnotherAgentWasToldStandsInForNothing() {
        run(spec().withAgent(AgentSettings.SCRIPTED.withPack("support")), plan(look()));
        down.set(true);
        var once = look().trying(1, Duration.ofSeconds(5)).orCached(HOUR);
        assertThat(run(spec(), plan(once).escalatingAfter(1)).why()).contains("no earlier answer of it is known");
    }

    /// A lab that was started anew knows of a workflow what its log says.
    @Test
    void theLogTellsTheSameStoryAsTheSession() {
        down.set(true);
        var told = virtual(plan(look().trying(1, Duration.ofSeconds(5)).orSay("The bowl will be looked for later.")));
        assertThat(told.stoodIn()).isNotEmpty();
        assertThat(new Workflows(lab).all()).containsExactly(told);
    }

    /// No answer is no earlier answer.
    @Test
    void aRefusalStandsInForNothing() {
        var shy = new Tool() {
            @Override
            public ToolSpec spec() { return new ToolSpec("shy", "shy", "{}", Effect.READ); }

            @Override
            public ToolResult call(ToolRequest request) { return new ToolResult("{\"error\": {}}", false, 0, false); }

            @Override
            public ToolResult preview(ToolRequest request) { return call(request); }
        };
        var ask = step("shy").trying(1, Duration.ofSeconds(5)).orCached(HOUR);
        var first = new Workflows(lab).start(plan(ask), List.of(shy), spec()).result().join();
        var again = new Workflows(lab).start(plan(ask), List.of(shy), spec()).result().join();
        assertThat(List.of(first, again)).allSatisfy(story -> {
            assertThat(story.state()).isEqualTo(WorkflowState.FAILED);
            assertThat(story.why()).contains("no earlier answer of it is known");
        });
    }

    @Test
    void whenTheTimeIsOverNothingElseIsTriedAndTheFailureIsTold() {
        var story = virtual(plan(look().failing(FailureMode.API_TIMEOUT, Map.of()).trying(1, Duration.ofSeconds(30))
                .orElse("archive")).within(Duration.ofSeconds(4)));
        assertThat(used).doesNotContain("archive");
        assertThat(story.why()).contains("search failed").doesNotContain("are over");
    }

    @Test
    void theChainIsTriedToItsEndBeforeAPersonIsCalledHoweverManyFailuresThereWere() {
        down.set(true);
        var story = virtual(plan(look().orElse("archive").orCached(HOUR).orSay("The bowl will be looked for later.")));
        assertThat(used).containsExactly("search", "search", "search", "archive");
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
        assertThat(turn(story).deliveredStatus()).isEqualTo(DeliveredStatus.MESSAGE);
        assertThat(turn(story).delivered().value()).endsWith("is missing: The bowl will be looked for later.");
        assertThat(turn(story).entries()).extracting(e -> e.event())
                .noneMatch(LabEvent.HandoffRequested.class::isInstance);
    }

    @Test
    void aLookInPlaceOfAnActChangesNothingAndNoLaterActFollows() {
        var looked = virtual(plan(
                step("pay").failing(FailureMode.SERVICE_UNAVAILABLE, Map.of()).trying(1, Duration.ofSeconds(5))
                        .orElse("archive"),
                step("mail"), look()));
        assertThat(used).containsExactly("archive", "search");
        assertThat(looked.state()).isEqualTo(WorkflowState.FAILED);
        assertThat(looked.why()).isEqualTo("Not done: Find the bowl. Step 1, pay, was not done, archive only looked: "
                + "nothing was changed; step 2, mail, was left out");
        assertThat(turn(looked).deliveredStatus()).isEqualTo(DeliveredStatus.MESSAGE);
        assertThat(turn(looked).outcome()).isEqualTo(Outcome.SOFTENED);
    }

    @Test
    void theTriesOfAStepGoOnCountingWhenAPersonHandsItBack() {
        var cured = look().failing(FailureMode.SERVICE_UNAVAILABLE, Map.of("cure", "attempts 4"));
        var story = virtual(plan(cured), new Act(Act.Kind.HAND_BACK, Duration.ofSeconds(1), "look again"));
        assertThat(turn(story).entries().stream().map(e -> e.event()).filter(LabEvent.Attempted.class::isInstance)
                .map(e -> ((LabEvent.Attempted) e).attempt())).containsExactly(1, 2, 3, 4);
        assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
    }

    @Test
    void aChainIsReadFromItsFile() {
        var file = WorkflowFile.read("find.yaml", """
                name: find
                goal: Find the bowl
                steps:
                  - name: look
                    tool: search
                    fallback: [archive, {cached: 3600}, {message: Later.}]
                """);
        assertThat(file.steps().getFirst().fallbacks()).containsExactly(new Fallback.Other("archive"),
                new Fallback.Cached(HOUR), new Fallback.Message("Later."));
        assertThatThrownBy(() -> WorkflowFile.read("find.yaml", """
                name: find
                goal: Find the bowl
                steps:
                  - name: look
                    tool: search
                    fallback: [{cashed: 3600}]
                """)).isInstanceOf(Problem.class).hasMessageContaining(":6:").hasMessageContaining("cached, message");
    }

    @Test
    void aChainThatMakesNoSenseIsRefusedBeforeAnythingBegins() {
        assertThatThrownBy(() -> virtual(plan(step("pay").orCached(HOUR)))).isInstanceOf(Problem.class)
                .hasMessageContaining("changes something");
        assertThatThrownBy(() -> virtual(plan(look().orSay("Later.").orElse("archive"))))
                .isInstanceOf(Problem.class).hasMessageContaining("nothing comes after the message");
        assertThat(lab.sessions()).isEmpty();
    }
}
