package dev.kintsugi.lab.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.scenario.Scenarios;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.workbench.TestLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PlaybackTest {
    @Test
    void whoStepsDoesNotWaitForTheCustomer() {
        try (var lab = TestLab.open()) {
            var pauses = pausesOfTwoSteps(lab);

            assertThat(pauses).singleElement().satisfies(pause -> {
                assertThat(pause.plannedMs()).isEqualTo(20_000);
                assertThat(pause.realMs()).isLessThan(20_000);
            });
        }
    }

    private static List<LabEvent.Paused> pausesOfTwoSteps(Lab lab) {
        var scenario = Scenarios.load(Path.of("demos/insurance"));
        try (var playback = new Playback(lab, scenario, PlayOptions.watched("none", 42))) {
            for (int done = 1; done <= 2; done++) {
                var next = done;
                playback.step();
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> playback.state().done() == next);
            }
            var session = playback.session();
            return Stream.concat(session.outsideEntries().stream(),
                    session.turns().stream().map(TurnStory::entries).flatMap(List::stream)).map(Entry::event)
                    .filter(LabEvent.Paused.class::isInstance).map(LabEvent.Paused.class::cast)
                    .filter(paused -> paused.reason() == WaitReason.SCRIPT).toList();
        }
    }
}
