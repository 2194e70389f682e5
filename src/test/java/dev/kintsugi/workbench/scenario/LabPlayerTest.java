package dev.kintsugi.workbench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.SessionRow;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.scenario.Shelved;
import dev.kintsugi.lab.watch.Watch;
import dev.kintsugi.workbench.OpenLab;
import dev.kintsugi.workbench.kit.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class LabPlayerTest {
    @RegisterExtension
    static final OpenLab OPEN = new OpenLab();

    @TempDir
    Path folder;
    private final Set<SessionId> opened = ConcurrentHashMap.newKeySet();
    private final Set<SessionId> ended = ConcurrentHashMap.newKeySet();
    private final List<String> ready = new CopyOnWriteArrayList<>();
    private final List<Throwable> failed = new CopyOnWriteArrayList<>();
    private Desk desk;
    private LabPlayer player;
    private Watch watch;

    @Start
    void start(Stage stage) {
        desk = OPEN.desk();
        player = new LabPlayer(desk);
        watch = OPEN.lab().watch(news -> {
            if (news instanceof LabNews.PlaybackMoved moved) {
                opened.add(moved.state().session());
                if (moved.state().ended()) {
                    ended.add(moved.state().session());
                }
            }
        });
    }

    @AfterEach
    void stop() {
        WaitForAsyncUtils.waitForAsyncFx(10_000, player::stop);
        watch.close();
    }

    private void begin(String policy) {
        player.begin(Path.of("demos/insurance"), _ -> policy, _ -> {
            ready.add(policy);
            player.play();
        }, failed::add);
    }

    private static List<SessionId> kept() { return OPEN.lab().sessions().stream().map(SessionRow::id).toList(); }

    @Test
    void whatIsBegunTwiceQuicklyPlaysOnce() {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            begin("none");
            begin("standard");
        });
        await().until(() -> opened.size() == 2 && ended.size() == 1 && !ready.isEmpty());
        assertThat(ready).containsExactly("standard");
        var late = ended.iterator().next();
        assertThat(opened).filteredOn(session -> !session.equals(late)).allMatch(player::plays);
        assertThat(player.plays(late)).isFalse();
        assertThat(desk.bench().session().get()).isNotEqualTo(late);
        await().until(() -> !kept().contains(late));
    }

    @Test
    void whatIsStoppedBeforeItIsThereNeverPlays() {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            begin("none");
            player.stop();
        });
        await().until(() -> opened.size() == 1 && ended.equals(opened));
        assertThat(ready).isEmpty();
        await().until(() -> Collections.disjoint(kept(), ended));
        assertThat(desk.bench().session().get()).isNull();
    }

    @Test
    void whatCannotBeOpenedSaysWhyAndPlaysOnceItCanBe() throws IOException {
        var good = Files.readString(Path.of("scenarios/first-steps.yaml"));
        var file = Files.writeString(folder.resolve("mine.yaml"), good.replace("pack:", "pakc:"));
        begin(file, "none");
        await().until(() -> failed.size() == 1);
        assertThat(failed.getFirst()).isInstanceOf(Problem.class).hasMessageContaining("mine.yaml:");
        Files.writeString(file, good);
        begin(file, "luck");
        await().until(() -> failed.size() == 2);
        assertThat(failed.getLast()).hasMessageContaining("There is no recovery policy 'luck'");
        assertThat(ready).isEmpty();
        begin(file, "none");
        await().until(() -> !ready.isEmpty());
    }

    @Test
    void aFileIsReadBesideTheWindowAndWhatIsWrongWithItIsToldToo() throws IOException {
        var file = Files.writeString(folder.resolve("mine.yaml"), "title: no scenario\n");
        var told = new CopyOnWriteArrayList<Shelved>();
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
            player.read(file, told::add);
            assertThat(told).isEmpty();
        });
        await().until(() -> !told.isEmpty());
        assertThat(told.getFirst().trouble()).hasMessageContaining("mine.yaml");
        await().until(() -> WaitForAsyncUtils.waitForAsyncFx(10_000, () -> desk.jobs().running().isEmpty()));
    }

    private void begin(Path file, String policy) {
        WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> player.begin(file, _ -> policy, _ -> ready.add(policy), failed::add));
    }
}
