package dev.kintsugi.workbench.network;

import static org.awaitility.Awaitility.await;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.RealDoor;
import dev.kintsugi.workbench.TestLab;
import dev.kintsugi.workbench.kit.Desk;
import java.io.IOException;
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
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The page over the real gateway, called over real sockets.
@ExtendWith(ApplicationExtension.class)
abstract class NetworkRig {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String BODY = """
            {"model":"gpt-4o","messages":[{"role":"user","content":"Where is my claim INS-2024-9876?"}]}""";

    final List<RealDoor> doors = new ArrayList<>();
    Lab lab;
    Desk desk;
    NetworkModel model;
    NetworkView view;
    final AtomicInteger looked = new AtomicInteger();

    /// For the `@Start` of each class: it is looked for in the class itself only.
    final void open(Stage stage) {
        lab = TestLab.open();
        desk = Desks.over(lab);
        model = new NetworkModel(desk, (host, port, judge) -> {
            var door = new RealDoor(lab, host, port, judge);
            doors.add(door);
            return door;
        });
        model.port().set("0");
        view = new NetworkView(desk, model, looked::incrementAndGet);
        Desks.show(stage, desk, view, 1200, 760);
    }

    @AfterEach
    void stop() {
        WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(view::close));
        doors.forEach(RealDoor::close);
        model.close();
        lab.close();
    }

    final void started(FxRobot robot) {
        robot.clickOn("Start the gateway");
        await().atMost(PATIENCE).until(() -> model.state().get() == NetworkModel.State.ON);
        WaitForAsyncUtils.waitForFxEvents();
    }

    final HttpResponse<String> call(String fault) throws IOException, InterruptedException {
        return call(fault, "any");
    }

    final HttpResponse<String> call(String fault, String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(model.base() + "/chat/completions"))
                .header("content-type", "application/json").header("authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(BODY));
        if (!fault.isEmpty()) {
            request.header("X-Lab-Fault", fault);
        }
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    static TableView<Request> table(FxRobot robot) { return robot.lookup("#gateway-requests").queryTableView(); }

    static String text(FxRobot robot, String id) {
        return robot.lookup(id).<TextInputControl>queryAs(TextInputControl.class).getText();
    }

    static ToggleButton segment(FxRobot robot, String words) {
        return robot.lookup((Node node) -> node instanceof ToggleButton button && button.getText().equals(words))
                .query();
    }

    final List<Node> marked(String style) { return List.copyOf(view.node().lookupAll("." + style)); }

    static String words(Node node) {
        return node.lookupAll("*").stream().filter(Node::isVisible).map(n -> switch (n) {
            case Labeled label -> label.getText() == null ? "" : label.getText();
            case Text text -> text.getText();
            default -> "";
        }).collect(Collectors.joining("\n"));
    }
}
