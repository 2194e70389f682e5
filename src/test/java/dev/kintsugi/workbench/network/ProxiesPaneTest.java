package dev.kintsugi.workbench.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.network.Address;
import dev.kintsugi.network.Direction;
import dev.kintsugi.network.HttpMatch;
import dev.kintsugi.network.HttpReply;
import dev.kintsugi.network.Proxy;
import dev.kintsugi.network.Service;
import dev.kintsugi.network.Toxic;
import dev.kintsugi.network.ToxicRule;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.RealDoor;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Desk;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The proxies on the gateway's page, over real ones.
@ExtendWith(ApplicationExtension.class)
class ProxiesPaneTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Lab lab;
    private Desk desk;
    private NetworkModel model;
    private NetworkView view;

    @Start
    void start(Stage stage) {
        lab = TestLab.open();
        desk = Desks.over(lab);
        model = new NetworkModel(desk, (host, port, judge) -> new RealDoor(lab, host, port, judge));
        view = new NetworkView(desk, model, () -> {});
        Desks.show(stage, desk, view, 1200, 760);
    }

    @AfterEach
    void stop() {
        WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(view::close));
        model.close();
        lab.close();
    }

    @Test
    void proxiesAreMadeHurtAndHealedHere(FxRobot robot) throws IOException {
        robot.interact(() -> segment(robot, "Proxies").fire());
        assertThat(said(robot, "#proxies")).contains("A proxy stands between a program and a service");
        assertThat(robot.lookup("#proxy-add").query().isDisabled()).isTrue();
        try (var service = new Service(Service.ECHO)) {
            type(robot, "#proxy-upstream", "nowhere");
            await().atMost(PATIENCE).until(() -> desk.notices().shown().stream()
                    .anyMatch(n -> n.what().contains("Service cannot be used")));
            type(robot, "#proxy-upstream", service.address().toString());
            await().atMost(PATIENCE).until(() -> lab.proxies().list().size() == 1);
            var proxy = lab.proxies().list().getFirst();
            await().atMost(PATIENCE).until(() -> said(robot, "#proxies").contains(proxy.listen().toString()));
            assertThat(echoed(proxy)).isEqualTo("hello");
            await().atMost(PATIENCE).until(() -> proxy.open() == 0);
            robot.interact(() -> menu(robot, "Hurt", "Reset"));
            assertThat(said(robot, "#proxies")).contains("Answers: reset");
            assertThatThrownBy(() -> echoed(proxy)).isInstanceOf(SocketException.class);
            robot.interact(() -> ((Button) robot.lookup("Take away").query()).fire());
            assertThat(echoed(proxy)).isEqualTo("hello");
            await().atMost(PATIENCE).untilAsserted(
                    () -> assertThat(said(robot, "#proxies")).contains("3 connections", "reset_peer on 1"));
            robot.interact(() -> ((Button) robot.lookup("#proxies .button").match(
                    (Node node) -> node instanceof Button b && b.getText().equals("Remove")).query()).fire());
            await().atMost(PATIENCE).until(() -> lab.proxies().list().isEmpty());
            await().atMost(PATIENCE).until(() -> said(robot, "#proxies").contains("A proxy stands between"));
        }
    }

    @Test
    void aToxicIsChangedInItsFieldsAndTakenBack(FxRobot robot) {
        var proxy = lab.proxies().add("search", Address.parse("127.0.0.1:0"), Address.parse("127.0.0.1:9"), false)
                .orElseThrow();
        robot.interact(() -> segment(robot, "Proxies").fire());
        await().atMost(PATIENCE).until(() -> said(robot, "#proxies").contains("search"));
        robot.interact(() -> menu(robot, "Hurt", "A second late"));
        change(robot, "latency_downstream");
        enter(robot, "ms late", "250");
        enter(robot, "% of connections", "12,5");
        assertThat(proxy.toxics()).containsExactly(
                new ToxicRule("latency_downstream", Direction.DOWNSTREAM, 0.125, new Toxic.Latency(250, 0)));
        assertThat(said(robot, "#proxies")).contains("Answers: 250\u00a0ms late, on 12.5\u00a0% of connections");

        enter(robot, "ms late", "soon");
        assertThat(desk.notices().shown()).anyMatch(n -> n.why().contains("'soon' is no whole number"));
        enter(robot, "ms late", "-1");
        assertThat(desk.notices().shown()).anyMatch(n -> n.why().contains("latency is 0 to"));
        assertThat(proxy.toxics()).singleElement()
                .satisfies(rule -> assertThat(rule.toxic()).isEqualTo(new Toxic.Latency(250, 0)));

        robot.interact(() -> segment(robot, "Requests").fire());
        enter(robot, "ms late", "100");
        assertThat(proxy.toxics()).containsExactly(
                new ToxicRule("latency_upstream", Direction.UPSTREAM, 0.125, new Toxic.Latency(100, 0)));
        robot.interact(() -> assertThat(desk.undo().undo()).isTrue());
        assertThat(said(robot, "#proxies")).contains("Answers: 250\u00a0ms late");
        robot.interact(() -> desk.undo().undo());
        assertThat(said(robot, "#proxies")).contains("Answers: 250\u00a0ms late").doesNotContain("ms late, on ");
        robot.interact(() -> desk.undo().undo());
        robot.interact(() -> desk.undo().undo());
        assertThat(proxy.toxics()).isEmpty();
    }

    @Test
    void aToxicForHttpSaysWhichRequestsItMeans(FxRobot robot) {
        var proxy = lab.proxies().add("search", Address.parse("127.0.0.1:0"), Address.parse("127.0.0.1:9"), false)
                .orElseThrow();
        robot.interact(() -> segment(robot, "Proxies").fire());
        await().atMost(PATIENCE).until(() -> said(robot, "#proxies").contains("search"));
        robot.interact(() -> menu(robot, "Hurt", "HTTP: 429, come again in 2 s"));
        robot.interact(() -> menu(robot, "Hurt", "HTTP: 503, and the service is not asked"));
        assertThat(proxy.toxics()).extracting(ToxicRule::name).containsExactly("http_upstream", "http_upstream_2");
        change(robot, "http_upstream");
        enter(robot, "Headers", "Retry-After: 5; X-Why: busy");
        enter(robot, "Path", "/v1/*");
        enter(robot, "Only the first", "2");
        assertThat(proxy.toxic("http_upstream").orElseThrow()).isEqualTo(new ToxicRule("http_upstream",
                Direction.UPSTREAM, 1, 2, 0, new Toxic.Http(new HttpMatch("", "/v1/*", ""),
                        new HttpReply(429, Map.of("Retry-After", "5", "X-Why", "busy"), ""))));
        assertThat(said(robot, "#proxies"))
                .contains(
                        "Requests: answered 429 without asking the service, Retry-After 5, X-Why busy, for /v1/*, the first 2");
        whatItDoesGivesWayToTheButtons(robot);
        for (var bad : List.of("no colon", "Content-Length: 3")) {
            enter(robot, "Headers", bad);
            assertThat(desk.notices().shown()).anyMatch(n -> n.what().equals("The toxic stays as it is"));
        }
    }

    private static void whatItDoesGivesWayToTheButtons(FxRobot robot) {
        var scene = robot.lookup("#proxies").query().getScene();
        robot.interact(() -> scene.getWindow().setWidth(980));
        var remove = robot.lookup("Remove").queryButton();
        await().atMost(PATIENCE).until(() -> WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> remove.localToScene(remove.getLayoutBounds()).getMaxX() <= scene.getWidth()));
    }

    /// Opens the fields of a toxic.
    private static void change(FxRobot robot, String toxic) {
        robot.interact(() -> ((ToggleButton) robot.lookup("#proxies .toggle-button").match(
                (Node node) -> ("Change " + toxic).equals(node.getAccessibleText())).query()).setSelected(true));
    }

    /// Types into a field that can be seen.
    private static void enter(FxRobot robot, String field, String words) {
        robot.interact(() -> {
            var at = (TextField) robot.lookup("#proxies .text-field").match((Node node) -> field
                    .equals(node.getAccessibleText()) && node.getParent().getParent().isVisible()).query();
            at.setText(words);
            at.getOnAction().handle(new ActionEvent());
        });
    }

    private static void type(FxRobot robot, String field, String words) {
        var at = (TextField) robot.lookup(field).query();
        robot.interact(() -> {
            at.setText(words);
            at.getOnAction().handle(new ActionEvent());
        });
    }

    private static void menu(FxRobot robot, String button, String item) {
        var menu = (MenuButton) robot.lookup("#proxies .menu-button")
                .match((Node node) -> node instanceof MenuButton m && m.getText().equals(button)).query();
        menu.getItems().stream().filter(i -> item.equals(i.getText())).findFirst().orElseThrow().fire();
    }

    private static String said(FxRobot robot, String where) {
        return robot.from(robot.lookup(where).queryAll().toArray(Node[]::new)).lookup(".label").queryAll().stream()
                .map(n -> ((Labeled) n).getText()).collect(Collectors.joining("\n"));
    }

    private static String echoed(Proxy proxy) throws IOException {
        try (var socket = new Socket("127.0.0.1", proxy.listen().port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.UTF_8);
        }
    }

    private static ToggleButton segment(FxRobot robot, String words) {
        return robot.lookup((Node node) -> node instanceof ToggleButton button && button.getText().equals(words))
                .query();
    }
}
