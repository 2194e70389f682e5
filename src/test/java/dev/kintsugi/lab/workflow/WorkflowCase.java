package dev.kintsugi.lab.workflow;

import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.TestAgents;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/// What tests of workflows over own tools share: a lab in memory, tools that note their use, scripted people.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class WorkflowCase {
    static final Duration SECOND = Duration.ofSeconds(1);

    final Lab lab = Lab.inMemory(LabSettings.defaults(), new TestAgents());
    final Workflows workflows = new Workflows(lab);
    final List<String> used = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() { lab.close(); }

    OwnTool reads(String name, Function<OwnTool.Call, Object> work) {
        return OwnTool.reads(name, call -> {
            used.add(name);
            return work.apply(call);
        });
    }

    OwnTool risks(String name, Function<OwnTool.Call, Object> work) {
        return OwnTool.risks(name, call -> {
            used.add(name);
            return work.apply(call);
        });
    }

    static Object down(OwnTool.Call call) { throw new IllegalStateException("it is down"); }

    WorkflowStory virtual(Workflow workflow, List<OwnTool> tools, Act... acts) {
        var spec = SessionSpec.of(lab.settings()).virtual(Instant.parse("2026-01-05T09:00:00Z"), "")
                .asking(new ScriptedPeople(Arrays.asList(acts)));
        return workflows.start(workflow, List.copyOf(tools), spec).result().join();
    }

    static Act act(Act.Kind kind, String text) { return new Act(kind, SECOND, text); }

    static Workflow one(WorkflowStep step) { return Workflow.named("test", "Find it").then(step); }

    static WorkflowStep search() { return WorkflowStep.of("search", Map.of("query", "test")); }

    List<LabEvent> events(WorkflowStory story) {
        return lab.open(story.session()).turns().stream().flatMap(t -> t.entries().stream()).map(e -> e.event())
                .toList();
    }
}
