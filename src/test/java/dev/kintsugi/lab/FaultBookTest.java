package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.store.ForwardingJournal;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.KeptFault;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultBookTest {
    private static final FaultRow OFF = new FaultRow("off_topic", "", "output_quality", "{\"probability\":0.25}",
            false);
    private static final FaultRow NEW = new FaultRow("mumbling", "", "output_quality", "{\"probability\":0.5}", true);

    private final Slow slow = new Slow(H2Journal.inMemory(), new Semaphore(0), new CountDownLatch(1));

    /// What is done to the book while its database does not answer.
    enum Writing {
        SAVED(book -> book.save(OFF)), ADDED(book -> book.add(NEW));

        final Consumer<FaultBook> deed;

        Writing(Consumer<FaultBook> deed) { this.deed = deed; }
    }

    @ParameterizedTest
    @EnumSource
    void thePanicStopWaitsForNoRowAndTheRowUndoesNothingOfIt(Writing writing) throws Exception {
        var chaos = LabSettings.defaults().withFaults(LabSettings.defaults().faults().withChaos(true));
        try (var lab = new Lab(chaos, slow, new EmbeddedState(new ConversationClock()), new TestAgents())) {
            var written = CompletableFuture.runAsync(() -> writing.deed.accept(lab.faultBook()),
                    Thread::startVirtualThread);
            try {
                slow.asked.acquire();
                CompletableFuture.runAsync(lab::panicStop, Thread::startVirtualThread).get(20, TimeUnit.SECONDS);
            } finally {
                slow.answer.countDown();
            }
            written.get(20, TimeUnit.SECONDS);
            var faults = lab.settings().faults();
            assertThat(faults.chaos()).isFalse();
            assertThat(faults.mode(FailureMode.OFF_TOPIC).on()).isEqualTo(writing != Writing.SAVED);
            assertThat(faults.custom(NEW.name()).isPresent()).isEqualTo(writing == Writing.ADDED);
        }
    }

    /// Writes no row until it is told to.
    private record Slow(Journal journal, Semaphore asked, CountDownLatch answer) implements ForwardingJournal {
        @Override
        public void save(FaultRow fault) {
            await();
            journal.save(fault);
        }

        @Override
        public Optional<KeptFault> add(FaultRow fault) {
            await();
            return journal.add(fault);
        }

        private void await() {
            asked.release();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
