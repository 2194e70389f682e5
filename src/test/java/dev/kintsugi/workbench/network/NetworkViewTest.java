package dev.kintsugi.workbench.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.RealDoor;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Desk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The page over the real gateway, called over real sockets.
@ExtendWith(ApplicationExtension.class)
class NetworkViewTest {
    private static final String BODY = """
            {"model":"gpt-4o","messages":[{"role":"user","content":"Where is my claim INS-2024-9876?"}]}""";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<RealDoor> doors = new ArrayList<>();
    private Lab lab;
    private Desk desk;
    private NetworkModel model;
    private NetworkView view;

    @Start
    void start(Stage stage) {
        lab = TestLab.open();
        desk = Desks.over(lab);
        model = new NetworkModel(desk, (host, port) -> {
            var door = new RealDoor(lab, host, port);
            doors.add(door);
            return door;
        });
        model.port().set("0");
        view = new NetworkView(desk, model);
        Desks.show(stage, desk, view, 1200, 760);
    }

    /// Each stands in the way of itself only, and leads to where the address is.
    @Test
    void actionsOpenAndCloseItFromAnywhere() {
        var shown = new AtomicInteger();
        var actions = desk.actions();
        actions.add(model.actions(shown::incrementAndGet));
        WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(() -> assertThat(actions.run("gateway.stop")).isFalse()));
        WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(() -> assertThat(actions.run("gateway.start")).isTrue()));
        await().atMost(PATIENCE).until(() -> model.state().get() == NetworkModel.State.ON);
        WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(() -> assertThat(actions.run("gateway.start")).isFalse()));
        WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(() -> assertThat(actions.run("gateway.stop")).isTrue()));
        await().atMost(PATIENCE).until(() -> model.state().get() == NetworkModel.State.OFF);
        assertThat(shown).hasValue(2);
    }

    @Test
    void whereItWouldOpenIsKeptAndComesBack() {
        model.set(new NetworkModel.Setting("9123", true));
        assertThat(model.reach().get()).isEqualTo(Reach.NETWORK);
        assertThat(model.setting()).isEqualTo(new NetworkModel.Setting("9123", true));
        model.set(new NetworkModel.Setting("many", false));
        assertThat(model.setting()).as("what is no port is not taken")
                .isEqualTo(new NetworkModel.Setting("9123", false));
    }

    @AfterEach
    void stop() {
        WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(view::close));
        doors.forEach(RealDoor::close);
        model.close();
        lab.close();
    }

    @Test
    void oneButtonOpensItAndTheSwitchClosesIt(FxRobot robot) {
        assertThat(model.words().getValue()).isEqualTo("Gateway: off");
        assertThat(text(robot, "#gateway-base")).isEmpty();
        started(robot);

        var port = model.opened().get().port();
        assertThat(model.words().getValue()).isEqualTo("Gateway: 127.0.0.1:" + port);
        assertThat(text(robot, "#gateway-base")).isEqualTo("http://127.0.0.1:" + port + "/v1");
        for (var language : Language.values()) {
            robot.interact(() -> segment(robot, language.words()).fire());
            assertThat(text(robot, "#gateway-snippet")).contains("http://127.0.0.1:" + port + "/v1");
        }

        robot.clickOn("#gateway-switch");
        await().atMost(PATIENCE).until(() -> model.state().get() == NetworkModel.State.OFF);
        assertThat(doors).allMatch(door -> door.opened().isEmpty());
        assertThat(text(robot, "#gateway-base")).isEmpty();
    }

    @Test
    void aSessionHasABaseUrlOfItsOwnAndABadNameIsTold(FxRobot robot) throws Exception {
        started(robot);
        robot.interact(() -> model.session().set("arm-a"));
        assertThat(text(robot, "#gateway-base")).endsWith("/s/arm-a/v1");
        assertThat(call("").statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> !model.requests().isEmpty());
        assertThat(model.requests().getFirst().call().session().value()).isEqualTo("arm-a");

        robot.interact(() -> model.session().set("../etc"));
        assertThat(text(robot, "#gateway-base")).isEmpty();
        assertThat(words(view.node())).contains("no '.' first");
    }

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
    void aPortInUseSaysWhatWhyAndWhatToDoAndOneButtonGoesRoundIt(FxRobot robot) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            robot.interact(() -> model.port().set(Integer.toString(taken.getLocalPort())));
            robot.clickOn("Start the gateway");
            await().atMost(PATIENCE).until(() -> model.trouble().get() != null);
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(words(robot.lookup("#gateway-trouble").query())).contains(
                    "Port " + taken.getLocalPort() + " of 127.0.0.1 cannot be listened on", "Because: ",
                    "End the program that uses it");
            robot.clickOn("Start at any free port");
            await().atMost(PATIENCE).until(() -> model.state().get() == NetworkModel.State.ON);
        }
        robot.interact(() -> {});
        assertThat(robot.lookup("#gateway-trouble").query().isVisible()).isFalse();
    }

    @Test
    void whatIsNoPortIsRefusedBeforeAnythingIsOpened(FxRobot robot) {
        robot.interact(() -> model.port().set("eighty"));
        robot.clickOn("#gateway-switch");
        assertThat(words(robot.lookup("#gateway-trouble").query())).contains("'eighty' is no port", "0 to 65535");
        assertThat(doors).isEmpty();
        assertThat(model.state().get()).isEqualTo(NetworkModel.State.OFF);
    }

    @Test
    void whoeverIsReachedFromTheNetworkNeedsATokenThatIsNeverShown(FxRobot robot) throws Exception {
        robot.interact(() -> model.reach().set(Reach.NETWORK));
        started(robot);
        assertThat(words(view.node())).contains("Token that callers show").doesNotContain(RealDoor.TOKEN);
        assertThat(text(robot, "#gateway-snippet")).doesNotContain(RealDoor.TOKEN);
        assertThat(call("").statusCode()).isEqualTo(401);
        assertThat(model.key()).isEqualTo(RealDoor.TOKEN);
    }

    private void started(FxRobot robot) {
        robot.clickOn("Start the gateway");
        await().atMost(PATIENCE).until(() -> model.state().get() == NetworkModel.State.ON);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private HttpResponse<String> call(String fault) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(model.base() + "/chat/completions"))
                .header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofString(BODY));
        if (!fault.isEmpty()) {
            request.header("X-Lab-Fault", fault);
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static TableView<Request> table(FxRobot robot) {
        return robot.lookup("#gateway-requests").queryTableView();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).<TextInputControl>queryAs(TextInputControl.class).getText();
    }

    private static ToggleButton segment(FxRobot robot, String words) {
        return robot.lookup((Node node) -> node instanceof ToggleButton button && button.getText().equals(words))
                .query();
    }

    private List<Node> marked(String style) { return List.copyOf(view.node().lookupAll("." + style)); }

    private static String words(Node node) {
        return node.lookupAll("*").stream().filter(Node::isVisible).map(n -> switch (n) {
            case Labeled label -> label.getText() == null ? "" : label.getText();
            case Text text -> text.getText();
            default -> "";
        }).collect(Collectors.joining("\n"));
    }
}
