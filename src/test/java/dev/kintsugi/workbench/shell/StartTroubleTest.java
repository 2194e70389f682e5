package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.workbench.kit.Notice;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class StartTroubleTest {
    private static final Notice IN_USE = new Notice("The lab's database is in use", "another Kintsugi has it open",
            "Close the other one, or give another folder", "");

    @TempDir
    Path home;

    private Stage stage;

    @AfterEach
    void hide() { WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(stage::hide)); }

    private CompletableFuture<Next> show(boolean mendable) {
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(() -> {
            stage = new Stage();
            return new StartTrouble(stage, _ -> Optional.of(home)).show(IN_USE, home, mendable);
        }));
    }

    @Test
    void itSaysWhatWhyAndWhatToDoAsSentencesOfWhichNothingIsCut() {
        show(true);
        var words = stage.getScene().getRoot().lookupAll(".label").stream().map(Labeled.class::cast).toList();
        assertThat(words).extracting(Labeled::getText).containsExactlyInAnyOrder("The lab's database is in use",
                "Another Kintsugi has it open.", "Close the other one, or give another folder.");
        assertThat(words).noneMatch(Labeled::isTextTruncated);
    }

    @Test
    void enterTriesAgainAndEscapeEnds(FxRobot robot) {
        var first = show(true);
        robot.push(KeyCode.ENTER);
        assertThat(first).isCompletedWithValue(new Next.Again());
        assertThat(stage.isShowing()).isFalse();
        var second = show(true);
        robot.push(KeyCode.ESCAPE);
        assertThat(second).isCompletedWithValue(new Next.End());
    }

    @Test
    void anotherFolderCanBeChosen(FxRobot robot) {
        var answer = show(true);
        robot.clickOn("Open another folder\u2026");
        assertThat(answer).isCompletedWithValue(new Next.Over(home));
    }

    @Test
    void whatTheProcessCannotChangeOffersNoSecondTry(FxRobot robot) {
        var answer = show(false);
        assertThat(stage.getScene()).extracting(Scene::getRoot).extracting(root -> root.lookupAll(".button").size())
                .isEqualTo(1);
        robot.push(KeyCode.ENTER);
        assertThat(answer).isCompletedWithValue(new Next.End());
    }

    @Test
    void closingTheWindowIsAnAnswer() {
        var answer = show(true);
        WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(stage::hide));
        assertThat(answer).isCompletedWithValue(new Next.End());
    }
}
