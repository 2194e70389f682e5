package dev.kintsugi.workbench.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class JobsTest {
    private final Notices notices = new Notices();
    private final Jobs jobs = new Jobs(new Pump(), notices);

    /// It stood in red beside the word that all is well.
    @Test
    void whatIsTriedAgainIsNotCalledBrokenAnyLonger() {
        run("Export", _ -> {
            throw new Problem("Nothing was exported", "the disk is full", "Make room");
        });
        run("Another", _ -> {
            throw new Problem("Something else broke", "it is broken", "Mend it");
        });
        until("Nothing was exported", "Something else broke");
        run("Export", _ -> "Saved");
        until("Something else broke", "Saved");
    }

    private void run(String title, Jobs.Work work) {
        WaitForAsyncUtils.waitForAsyncFx(10_000, () -> jobs.run(title, work));
        await().until(() -> WaitForAsyncUtils.waitForAsyncFx(10_000, () -> jobs.running().isEmpty()));
    }

    private void until(String... told) {
        await().untilAsserted(() -> assertThat(WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> List.copyOf(notices.shown()))).extracting(Notice::what).containsExactly(told));
    }
}
