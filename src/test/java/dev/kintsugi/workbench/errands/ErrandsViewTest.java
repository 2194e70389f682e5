package dev.kintsugi.workbench.errands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.errands.ErrandsFile.Format;
import dev.kintsugi.lab.errands.ErrandsPlan;
import dev.kintsugi.report.audit.ErrandsText;
import dev.kintsugi.report.audit.LogReader;
import dev.kintsugi.report.errands.ErrandsFindings.Ending;
import dev.kintsugi.report.errands.ErrandsFindings.Sending;
import dev.kintsugi.report.errands.ErrandsFold;
import dev.kintsugi.report.errands.Streams;
import dev.kintsugi.workbench.Desks;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Job;
import dev.kintsugi.workbench.kit.Notice;
import dev.kintsugi.workbench.kit.Tile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ErrandsViewTest {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @RegisterExtension
    static final OpenLab OPEN = new OpenLab();

    @TempDir
    Path folder;

    private final AtomicBoolean onBench = new AtomicBoolean();
    private Desk desk;
    private ErrandsModel model;
    private Path chosen = HOME;

    @Start
    void start(Stage stage) {
        desk = OPEN.desk();
        model = new ErrandsModel(desk, HOME, () -> ErrandsPlan.DEFAULT);
        var view = new ErrandsView(desk, model, new Chosen(), () -> onBench.set(true));
        desk.actions().add(view.actions(() -> {}));
        Desks.show(stage, desk, view, 1200, 760);
    }

    /// Whoever is asked for a file names the one that the test has in mind.
    private final class Chosen implements dev.kintsugi.workbench.errands.Files {
        @Override
        public Optional<Path> open() { return Optional.of(chosen); }

        @Override
        public Optional<Path> save(Format format) { return Optional.of(chosen); }
    }

    @BeforeEach
    void small() throws IOException { chosen = Files.writeString(folder.resolve("small.json"), """
            [{"prompt": "Calculate 6 * 7"}, {"prompt": "How is the weather in Tokyo?"},
             {"prompt": "Send a message to Alice saying 'Lunch at noon works for me'"}]
            """); }

    private static <T> T ask(Supplier<T> work) {
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(work::get));
    }

    private static void until(BooleanSupplier there) { await().atMost(PATIENCE).until(() -> ask(there::getAsBoolean)); }

    private void opened(FxRobot robot) {
        robot.clickOn("Open a file");
        until(() -> model.choice().prompts().get().size() == 3);
    }

    private void typed(FxRobot robot, String field, String words) {
        robot.interact(() -> robot.lookup(field).queryTextInputControl().setText(words));
    }

    private void played(FxRobot robot) {
        robot.clickOn("#errands-run");
        until(() -> !model.running().get() && model.outcome().get() != null);
    }

    private Outcome came() { return Objects.requireNonNull(ask(() -> model.outcome().get())); }

    @Test
    void theDemoIsThereAndSaysWhatItWillDo(FxRobot robot) {
        until(() -> !model.choice().prompts().get().isEmpty());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(ask(() -> model.choice().entries())).extracting(Entry::title)
                .containsExactly("The errands of the demo");
        assertThat(robot.lookup("#errands-plan .label").queryAllAs(Label.class)).extracting(Label::getText)
                .anyMatch(said -> said.startsWith("12 prompts are sent one after the other to the scripted agent"))
                .anyMatch(said -> said.startsWith("On 10\u00a0% of the tries a toxic stands in the way"));
        robot.clickOn("Nothing goes wrong");
        assertThat(robot.lookup("#errands-plan .label").queryAllAs(Label.class)).extracting(Label::getText)
                .contains("Nothing stands in a tool's way.", "No tool fails by itself.");
        assertThat(robot.lookup("Nothing goes wrong").<ToggleButton>query().isSelected()).isTrue();
        assertThat(robot.lookup("Now and then, 10\u00a0%").<ToggleButton>query().isSelected()).isFalse();
        robot.clickOn("What came of it");
        assertThat(robot.lookup("Run the errands").queryButton().isVisible()).isTrue();
    }

    @Test
    void whatItTellsIsWhatTheTerminalTells(FxRobot robot) throws IOException {
        opened(robot);
        robot.clickOn("Nothing goes wrong");
        played(robot);
        robot.clickOn("What came of it");
        assertThat(robot.lookup("#errands-tiles .tile").queryAllAs(Tile.class)).extracting(Tile::getAccessibleText)
                .anyMatch(said -> said.startsWith("prompts answered in the end: 100\u00a0% 3 of 3 ("))
                .anyMatch(said -> said.startsWith("acts known to be done: 100\u00a0% 1 of 1 ("))
                .anyMatch(said -> said.startsWith("answered although a tool had failed to the end: no data"))
                .anyMatch(said -> said.startsWith("calls of the model: ") && said.endsWith("simulated, no cost"));
        var log = new ArrayList<dev.kintsugi.domain.event.Entry>();
        OPEN.lab().lines(came().session(), line -> log.add(LogReader.entry(line)));
        assertThat(ErrandsFold.of(log)).isEqualTo(came().findings());
        assertThat(ErrandsText.rows(came().findings())).extracting(ErrandsText.Row::name).contains("Prompts answered",
                "Acts done", "Answered, a tool failed");
        chosen = folder.resolve("report.json");
        robot.interact(() -> desk.actions().run("errands.export.json"));
        until(() -> desk.jobs().running().isEmpty());
        assertThat(chosen).content().contains("\"session_id\" : \"" + came().session().value(), "\"acts_done\"",
                "\"state\" : \"done\"");
    }

    @Test
    void eachTryIsToldAsItHappensAndWhatFailedIsPickedOut(FxRobot robot) {
        opened(robot);
        robot.clickOn("Nothing goes wrong");
        typed(robot, "#errands-error-chance", "100");
        typed(robot, "#errands-tool-again", "0");
        typed(robot, "#errands-prompt-again", "0");
        played(robot);
        assertThat(ask(() -> model.lines().stream().filter(Streams.Line::bad).map(Streams.Line::text).toList()))
                .anyMatch(said -> said.contains("calculate failed after"));
        assertThat(ask(() -> robot.lookup("#errands-lines").queryListView().getItems().size()))
                .isEqualTo(ask(() -> model.lines().size()));
        robot.clickOn("What was said");
        assertThat(ask(() -> robot.<Streams.Line>lookup("#errands-lines").<Streams.Line>queryListView().getItems()
                .stream().map(Streams.Line::kind).distinct().toList())).contains("prompt", "reply")
                .doesNotContain("tool");
        robot.clickOn("Prompt by prompt");
        ListView<Sending> list = robot.lookup("#errands-sendings").queryListView();
        assertThat(list.getItems()).hasSize(3).allMatch(s -> s.ending() == Ending.FAILED);
        assertThat(robot.lookup("#errands-detail .label").queryAllAs(Label.class)).extracting(Label::getText)
                .anyMatch(said -> said.equals("Calculate 6 * 7"))
                .anyMatch(said -> said.contains("the service is unavailable (simulated)"));
        assertThat(desk.notices().shown()).extracting(Notice::what)
                .anyMatch(said -> said.equals("The errands are done: 0 of 3 answered."));
    }

    @Test
    void theLastLineStandsWholeInSightWhileItIsFollowed(FxRobot robot) {
        opened(robot);
        played(robot);
        var list = robot.<Streams.Line>lookup("#errands-lines").<Streams.Line>queryListView();
        var last = ask(() -> list.getItems().size() - 1);
        until(() -> ask(() -> cells(list).anyMatch(c -> c.getIndex() == last && bottom(c) <= bottom(list) + 1)));
        assertThat(ask(() -> cells(list).count())).as("rows in sight").isLessThan(last);
    }

    private static Stream<ListCell<?>> cells(ListView<?> list) {
        return list.lookupAll(".list-cell").stream().filter(n -> n.isVisible()).<ListCell<?>>map(n -> (ListCell<?>) n)
                .filter(c -> !c.isEmpty());
    }

    private static double bottom(Node node) { return node.localToScene(node.getBoundsInLocal()).getMaxY(); }

    @Test
    void stoppingKeepsWhatThereIs(FxRobot robot) {
        opened(robot);
        robot.clickOn("Nothing goes wrong");
        var job = new CompletableFuture<Job>();
        try (var _ = OPEN.lab().watch(news -> {
            if (news instanceof LabNews.TurnChanged) {
                job.join().cancel();
            }
        })) {
            robot.interact(() -> {
                model.run();
                job.complete(desk.jobs().running().getFirst());
            });
            until(() -> !model.running().get());
        }
        assertThat(came().findings().endings().size()).isBetween(1, 2);
        assertThat(desk.notices().shown()).extracting(Notice::what)
                .anyMatch(said -> said.startsWith("The errands were stopped after ") && said.contains("of 3 prompts"));
        assertThat(OPEN.lab().proxies().list()).isEmpty();
    }

    @Test
    void aTurnIsLookedAtOnTheBenchOnceTheRunIsOver(FxRobot robot) {
        opened(robot);
        robot.clickOn("Nothing goes wrong");
        played(robot);
        robot.clickOn("Prompt by prompt");
        ListView<Sending> list = robot.lookup("#errands-sendings").queryListView();
        robot.interact(() -> {
            list.getSelectionModel().select(1);
            list.requestFocus();
        });
        robot.push(KeyCode.ENTER);
        until(onBench::get);
        assertThat(ask(() -> desk.bench().session().get())).isEqualTo(came().session());
        assertThat(ask(() -> desk.bench().turn().get())).isEqualTo(list.getItems().get(1).turn());
        assertThat(ask(() -> desk.bench().turns().size())).isEqualTo(3);
    }

    @Test
    void aMistakeInTheFileIsToldInPlaceAndGoneOnceItIsMended(FxRobot robot) throws IOException {
        var good = Files.readString(chosen);
        Files.writeString(chosen, good.replace("\"prompt\": \"How", "\"promt\": \"How"));
        robot.clickOn("Open a file");
        until(() -> model.choice().trouble().get() != null);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#errands-trouble .label").queryAllAs(Label.class)).extracting(Label::getText)
                .anyMatch(said -> said.contains("umber 2 has no \"prompt\""));
        assertThat(robot.lookup("#errands-run").query().isDisabled()).isTrue();
        Files.writeString(chosen, good);
        robot.clickOn("Read the prompts again");
        until(() -> model.choice().prompts().get().size() == 3);
        assertThat(robot.lookup("#errands-run").query().isDisabled()).isFalse();
        assertThat(robot.lookup("#errands-trouble").query().isVisible()).isFalse();
    }

    @Test
    void aNumberThatIsNoneIsToldAndNothingRuns(FxRobot robot) {
        opened(robot);
        for (var wrong : new String[]{"many", "101", "-1", ""}) {
            typed(robot, "#errands-toxic-chance", wrong);
            assertThat(Objects.requireNonNull(ask(() -> model.trouble().getValue())).why())
                    .contains("0 to 100 percent");
            assertThat(robot.lookup("#errands-run").query().isDisabled()).isTrue();
        }
        typed(robot, "#errands-toxic-chance", "12.5 %");
        assertThat(Objects.requireNonNull(ask(() -> model.dials().plan().get())).toxicProb().ppm()).isEqualTo(125_000);
        typed(robot, "#errands-tool-again", "1.5");
        assertThat(Objects.requireNonNull(ask(() -> model.trouble().getValue())).why()).contains("0 to 20");
        typed(robot, "#errands-tool-again", "2");
        typed(robot, "#errands-patience", "0");
        assertThat(Objects.requireNonNull(ask(() -> model.trouble().getValue())).why()).contains("seconds");
    }

    @Test
    void whatTheSurroundingsSayIsTakenOrToldWhereItIsNonsense() {
        ask(() -> {
            var taken = new Dials(() -> ErrandsPlan.DEFAULT.with("TOXIC_PROB", "0.3", "TOXIC_PROB"));
            assertThat(taken.toxicChance().get()).isEqualTo("30");
            var refused = new Dials(() -> {
                throw new Problem("TOXIC_PROB cannot be 'x'", "it is a chance", "Use 0.1");
            });
            assertThat(Objects.requireNonNull(refused.trouble().get()).what()).contains("TOXIC_PROB");
            assertThat(refused.plan().get()).isNull();
            refused.weather(Dials.Weather.USUAL);
            assertThat(refused.trouble().get()).isNull();
            assertThat(refused.plan().get()).isEqualTo(ErrandsPlan.DEFAULT);
            return 0;
        });
    }

    @Test
    void whatIsStoppedBeforeAnythingIsSentLeavesNoSession(FxRobot robot) {
        opened(robot);
        var before = OPEN.lab().sessions().size();
        robot.interact(() -> {
            model.run();
            model.stop();
        });
        until(() -> !model.running().get());
        assertThat(OPEN.lab().sessions()).hasSize(before);
        assertThat(ask(() -> model.outcome().get())).isNull();
    }
}
