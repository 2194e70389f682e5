package dev.kintsugi.docs;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.tools.OwnTool;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.TestAgents;
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
    private final AgentSource agents = new TestAgents();

    @Test
    void ownToolsWithAFallback() {
        var search = OwnTool.reads("search", call -> { throw new IllegalStateException("down"); });
        var cached = OwnTool.reads("cached", call -> Map.of("hits", List.of("bowl")));
        try (var lab = Lab.inMemory(LabSettings.defaults(), agents)) {
            var find = Workflow.named("find", "Find the bowl")
                    .then(WorkflowStep.of("search", Map.of("query", "bowl")).trying(1, ofSeconds(5)).orElse("cached"));
            var story = new Workflows(lab).run(find, search, cached);
            assertThat(story.state()).isEqualTo(WorkflowState.COMPLETED);
            assertThat(story.doneBy()).containsEntry(1, "cached");
        }
    }

    @Test
    void aFailureTestOfAnAgent() {
        try (var lab = Lab.inMemory(LabSettings.defaults().withPolicy("standard"), agents)) {
            var start = Instant.parse("2026-01-05T09:00:00Z");
            var session = lab.begin(SessionSpec.of(lab.settings()).virtual(start, ""));
            var turn = session.say("Where is my claim INS-2024-9876?", FailureMode.API_TIMEOUT).join();
            assertThat(turn.outcome()).isEqualTo(Outcome.RECOVERED);
        }
    }

    @Test
    void thePageQuotesWhatRunsHere() throws IOException {
        var source = squeezed(Files.readString(Path.of("src/test/java/dev/kintsugi/docs/OwnToolsExampleTest.java")));
        var page = Files.readString(Path.of("docs/howto/workflow.md"));
        var blocks = page.split("```java\n");
        assertThat(blocks).hasSize(3);
        for (int i = 1; i < blocks.length; i++) {
            assertThat(source).contains(squeezed(blocks[i].substring(0, blocks[i].indexOf("```"))));
        }
    }

    private static String squeezed(String text) { return text.replaceAll("\\s+", " ").strip(); }
}
