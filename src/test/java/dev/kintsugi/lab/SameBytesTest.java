package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.agent.pack.Pack;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The same seed gives the same bytes, whatever runs beside it and wherever it runs.
class SameBytesTest {
    private static final Pack PACK = TestPacks.named("insurance");
    private static final int SESSIONS = 8;
    private static final List<String> MESSAGES = List.of("Where is my claim INS-2024-9876?",
            "And the deductible of 1,250 dollars?", "I need a rental car from March 3", "Thank you, İstanbul ışık 漢字");

    /// The logs of sessions that are played on so many threads, one after the other in the order of their beginning.
    private static List<String> played(int threads) throws Exception {
        var chaos = FaultSettings.defaults().withChaos(true).withMultiplier(3_000_000).withCooldown(Duration.ZERO);
        try (var lab = new Lab(LabSettings.defaults().withFaults(chaos), H2Journal.inMemory(),
                new EmbeddedState(new ConversationClock()),
                (settings, seed, clock) -> Agents.scripted(PACK, seed, settings.contextWindow()).on(clock));
                var pool = Executors.newFixedThreadPool(threads)) {
            var sessions = new ArrayList<Session>();
            for (int i = 0; i < SESSIONS; i++) {
                sessions.add(lab.begin(SessionSpec.of(lab.settings()).withPolicy(i % 2 == 0 ? "standard" : "none")
                        .virtual(Instant.parse("2026-03-29T00:59:58Z"), "same")));
            }
            pool.invokeAll(sessions.stream().map(s -> (Callable<Boolean>) () -> talk(s)).toList())
                    .forEach(done -> assertThat(done.resultNow()).isTrue());
            var lines = new ArrayList<String>();
            sessions.forEach(session -> lab.lines(session.id(), lines::add));
            return lines;
        }
    }

    private static boolean talk(Session session) {
        for (int i = 0; i < MESSAGES.size(); i++) {
            session.say(MESSAGES.get(i), i == 1 ? FailureMode.HALLUCINATION : null).join();
        }
        session.reset().join();
        session.say(MESSAGES.getFirst(), FailureMode.API_TIMEOUT).join();
        return true;
    }

    @Test
    void onOneTwoAndEightThreadsTheLogsAreTheSame() throws Exception {
        var once = played(1);
        assertThat(once).hasSizeGreaterThan(SESSIONS * MESSAGES.size() * 5);
        assertThat(played(1)).isEqualTo(once);
        assertThat(played(2)).isEqualTo(once);
        assertThat(played(8)).isEqualTo(once);
    }

    @Test
    void inAnotherLanguageAndTimeZoneTheLogsAreTheSame() throws Exception {
        var here = played(2);
        var language = Locale.getDefault();
        var zone = TimeZone.getDefault();
        try {
            for (var there : List.of("tr-TR", "ar-EG", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist")) {
                Locale.setDefault(Locale.forLanguageTag(there));
                TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
                assertThat(played(2)).as(there).isEqualTo(here);
            }
        } finally {
            Locale.setDefault(language);
            TimeZone.setDefault(zone);
        }
    }
}
