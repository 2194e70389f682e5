package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.agent.provider.KeyFile;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.store.ForwardingJournal;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsKeeperTest {
    private static final LabSettings START = LabSettings.defaults();

    private final H2Journal journal = H2Journal.inMemory();
    private final Lab lab = new Lab(START, journal, new EmbeddedState(new ConversationClock()), new AgentMaker());

    @TempDir
    Path folder;

    @AfterEach
    void close() { lab.close(); }

    private KeyFile keys() { return new KeyFile(folder.resolve("area/key")); }

    @Test
    void aKeyThatWasTypedGoesIntoTheKeyFileAndNowhereElse() throws IOException {
        var provider = ProviderSettings.at("https://models.example/v1", Secret.of("sk-typed-1234567890"), "some-model");
        try (var _ = new SettingsKeeper(lab, folder, keys(), Duration.ofHours(1))) {
            lab.change(START.withAgent(START.agent().withProvider(provider)));
        }
        assertThat(keys().read()).contains(provider.key());
        assertThat(Files.readString(folder.resolve("settings.json"))).doesNotContain("sk-typed");
    }

    private LabSettings saved() { return new SavedSettings(folder).change(START); }

    @Test
    void aChangeIsSavedALittleLater() {
        try (var _ = new SettingsKeeper(lab, folder, keys(), Duration.ofMillis(50))) {
            lab.change(START.withSeed(1));
            lab.change(START.withSeed(2));
            await().untilAsserted(() -> assertThat(saved().seed()).isEqualTo(2));
        }
    }

    @Test
    void closingSavesWhatIsLeft() {
        try (var _ = new SettingsKeeper(lab, folder, keys(), Duration.ofHours(1))) {
            lab.change(START.withSeed(3));
            assertThat(folder.resolve("settings.json")).doesNotExist();
        }
        assertThat(saved().seed()).isEqualTo(3);
    }

    @Test
    void whatCannotBeSavedIsSaidHoldsAndIsSavedOnceItCanBe() throws IOException {
        var away = folder.resolve("away");
        var told = new CopyOnWriteArrayList<Problem>();
        try (var _ = lab.watch(news -> {
            if (news instanceof LabNews.SettingsUnsaved(var why)) {
                told.add(why);
            }
        }); var _ = new SettingsKeeper(lab, away, keys(), Duration.ofMillis(10))) {
            lab.change(START.withSeed(4));
            await().until(() -> !told.isEmpty());
            assertThat(told.getFirst()).hasMessageContaining("The settings could not be saved");
            assertThat(told.getFirst().todo()).contains("they hold as long as Kintsugi runs");
            assertThat(lab.settings().seed()).isEqualTo(4);
            Files.createDirectories(away);
        }
        assertThat(new SavedSettings(away).change(START).seed()).isEqualTo(4);
    }

    @Test
    void whoChangesASettingDoesNotWaitForTheSave() throws Exception {
        var slow = new SlowJournal();
        try (var lab = new Lab(START, slow, new EmbeddedState(new ConversationClock()), new AgentMaker());
                var _ = new SettingsKeeper(lab, folder, keys(), Duration.ofMillis(1));
                var _ = slow.answering()) {
            lab.change(START.withSeed(5));
            slow.asked.acquire();
            CompletableFuture.runAsync(() -> lab.change(START.withSeed(6)), Thread::startVirtualThread)
                    .get(20, TimeUnit.SECONDS);
        }
        assertThat(saved().seed()).as("what changed during a save is saved by the next").isEqualTo(6);
    }

    /// Answers nothing about faults until it is told to.
    private record SlowJournal(Journal journal, Semaphore asked, CountDownLatch answer) implements ForwardingJournal {
        SlowJournal() { this(H2Journal.inMemory(), new Semaphore(0), new CountDownLatch(1)); }

        AutoCloseable answering() { return answer::countDown; }

        @Override
        public List<FaultRow> faults() {
            asked.release();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return journal.faults();
        }
    }

    @Test
    void nothingIsWrittenWhenNothingChanged() {
        new SettingsKeeper(lab, folder, keys(), Duration.ofMillis(1)).close();
        assertThat(folder.resolve("settings.json")).doesNotExist();
    }

    @Test
    void switchAndChanceOfAModeGoIntoItsRow() {
        var mode = FailureMode.HALLUCINATION;
        try (var _ = new SettingsKeeper(lab, folder, keys(), Duration.ofHours(1))) {
            lab.change(START.withFaults(START.faults().withMode(mode,
                    START.faults().mode(mode).withOn(false).withProbability(new Probability(500_000)))));
        }
        var row = journal.faults().stream().filter(r -> r.name().equals("hallucination_mode")).findFirst();
        assertThat(row.map(FaultRow::enabled)).contains(false);
        assertThat(row.orElseThrow().config()).contains("0.5").contains("false_citations");
    }
}
