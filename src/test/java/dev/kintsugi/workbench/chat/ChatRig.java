package dev.kintsugi.workbench.chat;

import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.Stories;
import dev.kintsugi.workbench.kit.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.SimpleStringProperty;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The chat with somebody to talk to who answers when the test wants it.
@ExtendWith(ApplicationExtension.class)
abstract class ChatRig {
    @RegisterExtension
    static final OpenLab LAB = new OpenLab();

    final List<String> said = new ArrayList<>();
    final CompletableFuture<TurnStory> answer = new CompletableFuture<>();
    final SimpleStringProperty blocked = new SimpleStringProperty("");
    Desk desk;
    ChatView view;

    /// For the `@Start` of each class: it is looked for in the class itself only.
    final void open(Stage stage) {
        desk = LAB.desk();
        var talk = new Talk() {
            @Override
            public CompletableFuture<TurnStory> say(String message, @Nullable FailureMode forced) {
                said.add(message);
                return answer;
            }

            @Override
            public void stop() { said.add("stop"); }

            @Override
            public void skipWait() { said.add("skip"); }
        };
        view = new ChatView(desk, new ChatModel(desk.bench(), talk, desk.bench().forced(), blocked, Runnable::run));
        Desks.show(stage, desk, view, 560, 600);
    }

    final Window window() { return view.node().getScene().getWindow(); }

    final void lay(FxRobot robot, Stories stories) {
        robot.interact(() -> Desks.lay(desk, stories));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
