package dev.kintsugi.docs;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.OwnAgent;
import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.people.Act;
import dev.kintsugi.domain.people.ScriptedPeople;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.workflow.Workflow;
import dev.kintsugi.lab.workflow.WorkflowStep;
import dev.kintsugi.lab.workflow.Workflows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The examples of docs/howto/workflow.md, run; the page quotes them word for word.
class OwnToolsExampleTest {
    @Test
    void ownToolsWithAChainOfFallbacks() {
        AgentSource agents = (settings, seed, clock) -> OwnAgent.of("Nobody", talk -> "I only work.");
        var search = OwnTool.reads("search", call -> { throw new IllegalStateException("down"); });
        var archive = OwnTool.reads("archive", call -> Map.of("hits", List.of("bowl")));
        try (var lab = Lab.inMemory(LabSettings.defaults(), agents)) {
            var look = WorkflowStep.of("search", Map.of("query", "bowl")).trying(1, ofSeconds(5))
                    .orElse("archive").orCached(ofHours(1)).orSay("The bowl will be looked for later.");
            var story = new Workflows(lab).run(Workflow.named("find", "Find the bowl").then(look), search, archive);
            assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
            assertThat(story.doneBy()).containsEntry(1, "archive");
        }
    }

    @Test
    void aPersonSaysNo() {
        AgentSource agents = (settings, seed, clock) -> OwnAgent.of("Nobody", talk -> "I only work.");
        var scrap = OwnTool.risks("scrap", call -> Map.of("gone", true)).described("The bowl is thrown away for good.");
        var people = new ScriptedPeople(List.of(new Act(Act.Kind.REJECT, ofSeconds(90), "It is the only one.")));
        try (var lab = Lab.inMemory(LabSettings.defaults(), agents)) {
            var clear = Workflow.named("clear", "Clear up").then(WorkflowStep.of("scrap", Map.of("what", "bowl")));
            var spec = SessionSpec.of(lab.settings()).virtual(Instant.EPOCH, "").asking(people);
            var story = new Workflows(lab).start(clear, List.of(scrap), spec).result().join();
            assertThat(story.state()).isEqualTo(WorkflowState.FAILED);
            assertThat(story.why()).contains("It is the only one.");
        }
    }

    @Test
    void aFailureTestOfAnAgentOfOnesOwn() {
        var find = OwnTool.reads("find", call -> Map.of("room", 7));
        var guide = OwnAgent.of("Guide", talk -> "It stands in room 7: " + talk.use("find", Map.of("what", "bowl")))
                .using(find).knowing("The halls", "Bowls stand in room 7.");
        try (var lab = Lab.inMemory(LabSettings.defaults().withPolicy("standard"), (settings, seed, clock) -> guide)) {
            var session = lab.begin(SessionSpec.of(lab.settings()).virtual(Instant.EPOCH, ""));
            var turn = session.say("Where is the bowl?", FailureMode.API_TIMEOUT).join();
            assertThat(turn.outcome()).isEqualTo(Outcome.RECOVERED);
            assertThat(turn.delivered().value()).startsWith("It stands in room 7");
        }
    }

    @Test
    void thePageQuotesWhatRunsHere() throws IOException {
        var source = squeezed(Files.readString(Path.of("src/test/java/dev/kintsugi/docs/OwnToolsExampleTest.java")));
        var page = Files.readString(Path.of("docs/howto/workflow.md"));
        var blocks = page.split("```java\n");
        assertThat(blocks).hasSize(4);
        for (int i = 1; i < blocks.length; i++) {
            var example = blocks[i].substring(0, blocks[i].indexOf("```"));
            assertThat(source).contains(squeezed(example));
            assertThat(example.lines()).hasSizeLessThanOrEqualTo(10);
        }
    }

    private static String squeezed(String text) { return text.replaceAll("\\s+", " ").strip(); }
}
