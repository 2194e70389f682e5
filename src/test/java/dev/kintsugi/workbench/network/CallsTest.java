package dev.kintsugi.workbench.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.domain.truth.Category;
import dev.kintsugi.domain.truth.Custom;
import dev.kintsugi.lab.relay.SeenCall;
import dev.kintsugi.report.verdict.VerdictJson;
import dev.kintsugi.workbench.RealDoor;
import dev.kintsugi.workbench.kit.Action;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableCell;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The calls of programs, and what is said of their callers.
class CallsTest extends NetworkRig {
    @Start
    void start(Stage stage) { open(stage); }

    @Test
    void whatWasNaturalStandsBesideWhatWasSent(FxRobot robot) throws Exception {
        started(robot);
        assertThat(words(view.node())).contains("Nobody has called yet");
        var sent = call("hallucination").body();
        await().atMost(PATIENCE).until(() -> !model.requests().isEmpty() && !model.requests().getFirst().waits());
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(table(robot).getItems()).singleElement().satisfies(request -> {
            assertThat(request.status()).isEqualTo("200");
            assertThat(request.fault()).isEqualTo("hallucination");
            assertThat(request.call().natural()).isNotEqualTo(request.observed());
            assertThat(sent).contains(request.observed().lines().findFirst().orElseThrow());
        });
        assertThat(words(view.node())).contains("NATURAL", "OBSERVED", "Fault: hallucination");
        assertThat(marked("diff-added")).isNotEmpty();
        assertThat(marked("diff-removed")).isNotEmpty();
    }

    /// The page has what was said; steps, dice and log are on the bench.
    @Test
    void theTurnOfACallIsLaidOnTheBench(FxRobot robot) throws Exception {
        started(robot);
        call("");
        call("hallucination", "another");
        await().atMost(PATIENCE).until(() -> model.requests().size() == 2 && !model.requests().getFirst().waits());
        WaitForAsyncUtils.waitForFxEvents();
        var call = table(robot).getSelectionModel().getSelectedItem().call();

        robot.clickOn("Look at the turn on the bench");
        await().atMost(PATIENCE).until(() -> looked.get() == 1);
        assertThat(desk.bench().session().get()).isEqualTo(call.session());
        assertThat(desk.bench().selected().getValue().number()).isEqualTo(call.turn());

        robot.interact(table(robot)::requestFocus);
        robot.push(KeyCode.ENTER);
        await().atMost(PATIENCE).until(() -> looked.get() == 2);
    }

    @Test
    void theFirstCallIsCountedAndShownThoughItWasAnsweredBeforeItWasSeen(FxRobot robot) throws Exception {
        started(robot);
        call("hallucination");
        await().atMost(PATIENCE).until(() -> !model.requests().isEmpty() && !model.requests().getFirst().waits());
        robot.interact(() -> {
            var answered = List.copyOf(model.requests());
            model.requests().clear();
            assertThat(words(view.node())).contains("Nobody has called yet");
            model.requests().setAll(answered);
        });

        assertThat(words(view.node())).contains("1 call", "Fault: hallucination").doesNotContain("0 of 1");
    }

    @Test
    void everyColumnIsInSightInLargerTypeToo(FxRobot robot) throws Exception {
        started(robot);
        call("");
        await().atMost(PATIENCE).until(() -> !model.requests().isEmpty() && !model.requests().getFirst().waits());
        var pane = table(robot).getParent();
        for (var size : List.of(16, 13, 16)) {
            robot.interact(() -> {
                pane.setStyle("-fx-font-size: " + size + "px");
                pane.applyCss();
                pane.layout();
            });
            assertThat(table(robot).getColumns().stream().mapToDouble(column -> column.getWidth()).sum())
                    .as(size + " px").isBetween(table(robot).getWidth() - 20, table(robot).getWidth());
        }
    }

    @Test
    void anErrorIsShownAsOneAndTheRetryIsCounted(FxRobot robot) throws Exception {
        started(robot);
        assertThat(call("rate_limiting").statusCode()).isEqualTo(429);
        call("");
        await().atMost(PATIENCE).until(() -> model.requests().size() == 2);
        robot.interact(() -> table(robot).getSelectionModel().select(1));

        assertThat(model.requests().getFirst().call().arrived().attempt()).isEqualTo(2);
        assertThat(model.requests().getLast().status()).isEqualTo("429");
        assertThat(view.node().lookupAll(".error-panel")).anyMatch(panel -> words(panel).contains("rate")
                || words(panel).contains("Rate"));
    }

    @Test
    void aCallThatFailedIsCopiedAsALineThatFailsTheSameWay(FxRobot robot) throws Exception {
        started(robot);
        call("");
        seen(1);
        assertThat(robot.lookup("Copy as curl").queryButton().isDisabled()).as("nothing was done to it").isTrue();
        call("rate_limiting");
        call("rate_limiting");
        seen(3);
        assertThat(table(robot).getSelectionModel().getSelectedItem().asked()).isEqualTo("(the same again)");
        robot.interact(() -> segment(robot, "Messages").fire());
        assertThat(copied(robot)).as("as it came, whatever lines are shown")
                .contains("-H 'X-Lab-Fault: rate_limiting'", "\"model\": \"gpt-4o\"",
                        "\"Where is my claim INS-2024-9876?\"")
                .endsWith(model.base() + "/chat/completions\n");
    }

    @Test
    void aCallIsCopiedInItsOwnInterfaceWithHowItsFaultWasSet(FxRobot robot) throws Exception {
        started(robot);
        asked("/messages", """
                {"model": "m", "max_tokens": 99, "messages": [{"role": "user", "content": "Who is it?"}]}""",
                "rate_limiting(retry_after=7)");
        seen(1);
        assertThat(copied(robot)).contains("-H 'anthropic-version: 2023-06-01'",
                "-H 'X-Lab-Fault: rate_limiting(retry_after=7)'").endsWith("/v1/messages\n");
        assertThat(words(view.node())).contains("asked m (messages) in", "Fault: rate limiting (retry_after=7).");
        asked("/responses", "{\"model\": \"m\", \"stream\": true, \"input\": \"Who is it?\"}",
                "slow_tokens(delay=1)");
        seen(2);
        assertThat(copied(robot)).contains("-H 'X-Lab-Fault: slow_tokens(delay=1)'", "\"stream\": true")
                .endsWith("/v1/responses\n");
        robot.interact(() -> robot.lookup("#gateway-search").queryTextInputControl().setText("messages"));
        assertThat(table(robot).getItems()).singleElement()
                .satisfies(request -> assertThat(request.api()).isEqualTo(Api.MESSAGES));
    }

    private void asked(String path, String body, String fault) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(model.base() + path)).header("content-type", "application/json")
                .header("anthropic-version", "2023-06-01").header("X-Lab-Fault", fault)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try (var http = HttpClient.newHttpClient()) {
            http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void whatNoHeaderCanAskForIsNotCopied(FxRobot robot) throws Exception {
        started(robot);
        call("rate_limiting");
        seen(1);
        robot.interact(() -> {
            var call = model.requests().getFirst().call();
            model.requests().setAll(new Request(new SeenCall(call.session(), call.turn(), call.arrivedMs(),
                    call.message(), call.arrived(), call.natural(), new Custom("made_up", Category.INTEGRATION, ""),
                    null, call.answered())));
        });
        assertThat(robot.lookup("Copy as curl").queryButton().isDisabled()).isTrue();
    }

    @Test
    void aTokenIsLeftToTheShell(FxRobot robot) throws Exception {
        robot.interact(() -> model.reach().set(Reach.NETWORK));
        started(robot);
        call("rate_limiting", RealDoor.TOKEN);
        seen(1);

        assertThat(copied(robot)).contains("\"Authorization: Bearer $KINTSUGI_TOKEN\"").doesNotContain(RealDoor.TOKEN);
    }

    private String copied(FxRobot robot) {
        robot.interact(() -> robot.lookup("Copy as curl").queryButton().fire());
        return WaitForAsyncUtils.waitForAsyncFx(5_000, () -> Clipboard.getSystemClipboard().getString());
    }

    private void seen(int calls) {
        await().atMost(PATIENCE).until(() -> model.requests().size() == calls && !model.requests().getFirst().waits());
        WaitForAsyncUtils.waitForFxEvents();
    }

    @Test
    void aCallOfAnotherDayHasItsDayAndHowItEndedIsReadInLargeTypeToo(FxRobot robot) throws Exception {
        started(robot);
        call("");
        seen(1);
        var pane = table(robot).getParent();
        robot.interact(() -> {
            pane.setStyle("-fx-font-size: 16px");
            var call = model.requests().getFirst().call();
            var cut = new LabEvent.CallAnswered(call.request(), 1, Ending.CUT, 200, 0, true, Text.of("It is"));
            model.requests().setAll(new Request(new SeenCall(call.session(), call.turn(),
                    call.arrivedMs() - Duration.ofDays(1).toMillis(), call.message(), call.arrived(), call.natural(),
                    null, null, cut)));
            pane.applyCss();
            pane.layout();
        });

        var cells = robot.lookup(".table-cell").queryAllAs(TableCell.class);
        assertThat(cells)
                .filteredOn(cell -> cell.getText() != null && cell.getText().matches("\\d+ \\w{3}, \\d\\d:\\d\\d"))
                .singleElement().satisfies(cell -> assertThat(cell.isTextTruncated()).isFalse());
        assertThat(cells).filteredOn(cell -> "200, cut".equals(cell.getText()))
                .singleElement().satisfies(cell -> assertThat(cell.isTextTruncated()).isFalse());
        assertThat(words(view.node())).contains("Answer: 200, cut.");
    }

    @Test
    void whatIsCutInARowIsWholeInAHint(FxRobot robot) throws Exception {
        started(robot);
        call("hallucination");
        seen(1);
        robot.interact(() -> {
            var caller = table(robot).getColumns().get(5);
            caller.setMinWidth(20);
            caller.setMaxWidth(40);
            table(robot).layout();
        });
        var key = model.requests().getFirst().call().arrived().caller();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(robot.lookup(".table-cell")
                .queryAllAs(TableCell.class)).filteredOn(cell -> key.equals(cell.getText())).singleElement()
                .satisfies(cell -> assertThat(cell.getTooltip().getText()).isEqualTo(key)));
    }

    @Test
    void aBadHabitIsToldWithItsEvidenceAndWhatToDo(FxRobot robot) throws Exception {
        started(robot);
        robot.interact(() -> segment(robot, "Verdicts").fire());
        call("");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(words(view.node())).contains("There is nothing to judge"));
        robot.interact(() -> robot.lookup("Copy a call that fails").queryButton().fire());
        assertThat(WaitForAsyncUtils.waitForAsyncFx(5_000, () -> Clipboard.getSystemClipboard().getString()))
                .contains("curl ", "-H 'X-Lab-Fault: service_unavailable'", model.base());
        call("auth_error");
        call("");

        await().atMost(PATIENCE).untilAsserted(() -> {
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(words(view.node())).contains("It tries again what cannot heal", "What to do: Retry only",
                    model.requests().getFirst().id());
        });
    }

    @Test
    void aGatewayThatIsOpenedAgainAndThePageSayTheSameOfWhoCalledBefore(FxRobot robot) throws Exception {
        started(robot);
        call("auth_error", "stubborn");
        call("", "stubborn");
        robot.interact(model::stop);
        await().atMost(PATIENCE).until(() -> model.state().get() == NetworkModel.State.OFF);
        robot.interact(model::start);
        await().atMost(PATIENCE).until(() -> model.state().get() == NetworkModel.State.ON);
        call("", "well behaved");
        robot.interact(() -> segment(robot, "Verdicts").fire());
        await().atMost(PATIENCE).until(() -> model.verdicts().get().size() == 2);
        assertThat(verdicts().path("callers")).isEqualTo(VerdictJson.of(model.verdicts().get()).path("callers"))
                .satisfies(all -> assertThat(all.toString()).contains("retried_in_vain"));
    }

    private JsonNode verdicts() throws IOException, InterruptedException {
        var asked = HttpRequest.newBuilder(URI.create(model.base().replaceFirst("/v1$", "/api/v1/verdicts"))).build();
        try (var http = HttpClient.newHttpClient()) {
            return new ObjectMapper().readTree(http.send(asked, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    @Test
    void callsAreFoundByWhatWasAskedAndByHowTheyWereAnswered(FxRobot robot) throws Exception {
        started(robot);
        call("");
        call("rate_limiting");
        await().atMost(PATIENCE)
                .until(() -> model.requests().size() == 2 && model.requests().stream().noneMatch(Request::waits));
        ComboBox<CallFilter> which = robot.lookup("#gateway-filter").queryComboBox();
        robot.interact(() -> which.setValue(CallFilter.FAILED));
        assertThat(table(robot).getItems()).extracting(Request::status).containsExactly("429");
        assertThat(words(view.node())).contains("1 of 2 calls, 1 failed");

        robot.interact(() -> {
            which.setValue(CallFilter.ALL);
            robot.lookup("#gateway-search").queryTextInputControl().setText("ins-2024");
        });
        assertThat(table(robot).getItems()).hasSize(2);
        robot.interact(() -> robot.lookup("#gateway-search").queryTextInputControl().setText("weather"));
        assertThat(words(view.node())).contains("No call is like that.");
    }

    @Test
    void whoSeesNoFailureIsToldWhyAndCanChangeIt(FxRobot robot) {
        desk.actions().add(Action.of("chaos.toggle", "Turn chaos on").run(() -> desk.lab().change("chaos",
                "Turn chaos on", now -> now.withFaults(now.faults().withChaos(true)))));
        assertThat(robot.lookup("#gateway-chance").query().isVisible()).isFalse();
        started(robot);
        assertThat(words(robot.lookup("#gateway-chance").query())).contains("Chaos is off: no call fails by chance.");
        robot.clickOn("#gateway-chaos");
        await().atMost(PATIENCE).untilAsserted(() -> {
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(words(view.node())).contains("Chaos is on", "left alone for 30\u00a0s");
        });
        assertThat(robot.lookup("#gateway-chaos").query().isVisible()).isFalse();
    }

    @Test
    void theCallerAtFaultStandsFirst(FxRobot robot) throws Exception {
        started(robot);
        call("", "well behaved");
        call("auth_error", "stubborn");
        call("", "stubborn");
        robot.interact(() -> segment(robot, "Verdicts").fire());
        await().atMost(PATIENCE).untilAsserted(() -> {
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(view.node().lookupAll("#gateway-verdicts > .card")).hasSize(2).first()
                    .satisfies(card -> assertThat(words(card)).contains("bad habits"));
        });
    }
}
