package dev.kintsugi.workbench.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.workbench.RealDoor;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Opening and closing the gateway, and where it is.
class NetworkViewTest extends NetworkRig {
    @Start
    void start(Stage stage) { open(stage); }

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
        robot.interact(() -> segment(robot, Language.CURL.words()).fire());
        assertThat(text(robot, "#gateway-snippet")).contains("/v1/chat/completions");
        robot.interact(() -> segment(robot, "Responses").fire());
        assertThat(text(robot, "#gateway-snippet")).contains("/v1/responses");
        robot.interact(() -> segment(robot, "Messages").fire());
        assertThat(text(robot, "#gateway-snippet")).contains("http://127.0.0.1:" + port + "/v1/messages");
        assertThat(text(robot, "#gateway-base")).as("Anthropic's clients add the version")
                .isEqualTo("http://127.0.0.1:" + port);

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
        var asked = model.requests().getFirst();
        assertThat(asked.call().session().value()).isEqualTo("arm-a");
        assertThat(asked.call().arrived().caller()).isEqualTo("arm-a (" + asked.caller() + ")");
        assertThat(asked.facts()).startsWith(asked.caller() + " asked ").contains(" in arm-a, turn 1,");

        robot.interact(() -> model.session().set("../etc"));
        assertThat(text(robot, "#gateway-base")).isEmpty();
        assertThat(words(view.node())).contains("no '.' first");
    }

    @Test
    void aPortInUseSaysWhatWhyAndWhatToDoAndOneButtonGoesRoundIt(FxRobot robot) throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            robot.interact(() -> model.port().set(Integer.toString(taken.getLocalPort())));
            robot.clickOn("Start the gateway");
            await().atMost(PATIENCE).until(() -> model.trouble().get() != null);
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(words(robot.lookup("#gateway-trouble").query())).contains(
                    "Port " + taken.getLocalPort() + " of 127.0.0.1 cannot be listened on",
                    "End the program that uses it, or choose another port; 0 takes any free one.");
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

    /// The pressed button goes, and the focus with it to the window's first control.
    @Test
    void whoStartedItByTheKeyboardStandsOnWhatComesNext(FxRobot robot) {
        started(robot);
        await().atMost(PATIENCE).untilAsserted(() -> {
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(view.node().getScene().getFocusOwner()).isInstanceOfSatisfying(Button.class,
                    button -> assertThat(button.getText()).isEqualTo("Copy the lines for curl"));
        });
    }
}
