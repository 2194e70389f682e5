package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.workflow.PackTools;
import dev.kintsugi.lab.workflow.WorkflowFile;
import dev.kintsugi.lab.workflow.Workflows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class WorkflowCommandTest extends CommandTest {
    private static final String FILE = "scenarios/workflows/pay-claim.yaml";
    private static final Terminal.Look PERSON = new Terminal.Look(false, true, 100, StandardCharsets.UTF_8);

    @Test
    void approvedBeforehandItIsDone() {
        var json = run("workflow", FILE, "--approve", "yes", "--json").json();
        assertThat(json.at("/state").asText()).isEqualTo("completed");
        assertThat(json.at("/steps_done/1/done_by").asText()).isEqualTo("pay_out");
        assertThat(json.at("/steps_done/1/answer").asText()).contains("PAY-");
    }

    @Test
    void whereNobodyCanBeAskedTheAnswerIsNo() {
        var said = run("workflow", FILE);
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("Workflow pay-claim failed").contains("Nobody approved it");
    }

    @Test
    void thePersonAtTheTerminalIsShownTheActAndSaysYes() {
        var said = seen(PERSON, "yes\n", "workflow", FILE);
        assertThat(said.code()).as(said.out() + said.err()).isZero();
        assertThat(said.out())
                .contains("May pay_out act?", "it cannot be taken back", "yes, no [REASON], or edit {JSON}")
                .contains("Workflow pay-claim completed");
    }

    @Test
    void aWordThatDecidesNothingIsToldAndTheNextOneCounts() {
        var said = seen(PERSON, "perhaps\nno the account was changed\n", "workflow", FILE);
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("'perhaps' decides nothing").contains("the account was changed")
                .contains("Workflow pay-claim failed");
    }

    @Test
    void otherArgumentsAreWhatIsDone() {
        var said = seen(PERSON, "edit nonsense\nedit {\"claim_number\": \"INS-2024-4410\", \"amount\": \"$500\"}\n",
                "workflow", FILE);
        assertThat(said.code()).as(said.out()).isZero();
        assertThat(said.out()).contains("not a JSON object").contains("approved with other arguments");
    }

    @Test
    void whatIsOverIsNotResumed() {
        var session = run("workflow", FILE, "--approve", "yes", "--json").json().at("/session_id").asText();
        assertThat(run("workflow", "--resume", session).err()).contains("is over");
        assertThat(run("workflow", "--list").out()).contains(session, "pay-claim", "completed");
        assertThat(run("workflow", "--list", "--json").json().at("/workflows/0/session_id").asText())
                .isEqualTo(session);
        assertThat(run("workflow", "--resume", "nobody").code()).isEqualTo(2);
        assertThat(run("workflow").err()).contains("Nothing was run");
    }

    @Test
    void whoMaySayYesIsHeededWhenAWorkflowGoesOn() {
        var session = interrupted();
        assertThat(run("workflow", "--list").out()).contains("interrupted while waiting for approval");
        var said = run("workflow", "--resume", session, "--approve", "yes", "--json").json();
        assertThat(said.at("/state").asText()).isEqualTo("completed");
    }

    /// Who says yes beforehand has not looked up what became of it.
    @Test
    void aYesBeforehandHasNoActDoneAgainThatMayHaveBeenDone() throws IOException {
        var file = Files.writeString(folder.resolve("hangs.yaml"), """
                name: hangs
                goal: Pay while the line hangs
                steps:
                  - name: pay
                    tool: pay_out
                    with: {claim_number: INS-2024-4410, amount: "$1,850"}
                    approve: never
                    fault: {mode: api_timeout}
                """);
        var session = interrupted(file.toString(), running -> !running.session().effects().isEmpty());
        var said = run("workflow", "--resume", session, "--approve", "yes", "--json").json();
        assertThat(said.at("/state").asText()).isEqualTo("escalated");
        assertThat(said.at("/why").asText()).contains("It is not known whether this was done already");
        assertThat(said.at("/steps_done").isEmpty()).isTrue();
    }

    /// Whatever the lab has been set to meanwhile.
    @Test
    void aWorkflowGoesOnWithTheToolsOfItsOwnPack() {
        var session = interrupted();
        door.settings = s -> s.withAgent(s.agent().withPack("support"));
        var recovered = run("recover", session, "--json").json();
        assertThat(recovered.at("/findings").findValuesAsText("note")).anyMatch(n -> n.contains("needs a person"));
        assertThat(run("workflow", "--resume", session, "--approve", "yes", "--json").json()
                .at("/state").asText()).isEqualTo("completed");
    }

    private String interrupted() {
        return interrupted(FILE, running -> Workflows.of(running.session())
                .filter(story -> story.state() == WorkflowState.WAITING_FOR_APPROVAL).isPresent());
    }

    private String interrupted(String file, Predicate<Workflows.Running> when) {
        try (var lab = door.open(null, Wish.NONE); var _ = lab.desk().attend()) {
            var running = new Workflows(lab).start(WorkflowFile.read(Path.of(file)), PackTools.of("insurance", 42),
                    SessionSpec.of(lab.settings()));
            await().until(() -> when.test(running));
            running.session().stop();
            running.result().join();
            return running.session().id().value();
        }
    }

    @Test
    void aFileThatIsNoneIsToldWithItsPlace() throws IOException {
        var wrong = Files.writeString(folder.resolve("w.yaml"),
                "name: w\ngoal: g\nsteps: [{name: a, tool: t, wish: 1}]\n");
        var said = run("workflow", wrong.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("w.yaml:3:").contains("wish");
    }
}
