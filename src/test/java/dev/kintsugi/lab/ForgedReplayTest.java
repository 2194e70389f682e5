package dev.kintsugi.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.report.audit.Closing;
import dev.kintsugi.report.audit.LogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// A log that was altered and chained anew, cut, or met by a lab that is another today.
class ForgedReplayTest extends ReplayCase {
    /// The log of a session with one event altered and everything after it chained anew, as a forger would do it.
    private Path forged(SessionId id, UnaryOperator<LabEvent> change) throws IOException {
        return chained(id, lines(id).stream().map(LogReader::entry).map(e -> new Entry(e.session(), e.turn(),
                e.sequence(), e.lab(), e.wall(), e.cause(), change.apply(e.event()))).toList());
    }

    private Path chained(SessionId id, List<Entry> entries) throws IOException {
        var texts = lines(id).stream().map(l -> (List<?>) LogReader.parse(l).get("texts")).toList();
        var chain = new Chain((sequence, index) -> {
            var old = sequence <= texts.size() ? texts.get((int) sequence - 1) : List.of();
            return index < old.size() ? String.valueOf(((Map<?, ?>) old.get(index)).get("salt")) : "0".repeat(32);
        }, Chain.GENESIS);
        var out = new ArrayList<>(entries.stream().map(chain::append).toList());
        out.add(new Closing(id.value(), entries.size(), chain.head()).line());
        return Files.write(folder.resolve("forged.jsonl"), out);
    }

    private Difference forgery(SessionId id, UnaryOperator<LabEvent> change) throws IOException {
        return Replay.of(lab, forged(id, change)).difference().orElseThrow();
    }

    @Test
    void aLogOfAnEarlierVersionWhichDidNotSayWhyTheModelStoppedComesOutTheSame() throws IOException {
        var session = begin("none");
        session.say(MESSAGES.getFirst(), null).join();
        assertThat(lines(session.id())).anyMatch(line -> line.contains("\"finish\":\"tool_calls\""));
        var old = forged(session.id(), e -> e instanceof LabEvent.Attempted call ? call.withoutFinish() : e);
        assertThat(Files.readString(old)).doesNotContain("\"finish\"");
        assertThat(Replay.of(lab, old).difference()).isEmpty();
    }

    @Test
    void aForgedEventIsNamedThoughTheChainIsSound() throws IOException {
        var session = begin("conversational");
        session.say(MESSAGES.getFirst(), FailureMode.HALLUCINATION).join();
        session.say(MESSAGES.get(1), FailureMode.API_TIMEOUT).join();
        assertThat(Replay.of(lab, forged(session.id(), e -> e)).identical()).isTrue();

        var delivered = forgery(session.id(), e -> e instanceof LabEvent.Delivered d
                ? new LabEvent.Delivered(d.status(), Text.of("All is well."), d.by(), d.model())
                : e);
        assertThat(delivered.type()).isEqualTo("delivered");
        assertThat(delivered.turn()).isEqualTo(1);
        assertThat(delivered.what()).singleElement().asString().startsWith("text: the log says 'All is well.'");

        var outcome = forgery(session.id(), e -> e instanceof LabEvent.TurnConcluded c
                ? new LabEvent.TurnConcluded(c.status(), c.naturalStatus(), c.delivered(), Outcome.HARMED,
                        c.attempts(), c.tokens(), c.processingMs())
                : e);
        assertThat(outcome.type()).isEqualTo("turn_concluded");
        assertThat(outcome.what()).singleElement().asString().contains("outcome: the log says 'harmed'");

        var message = forgery(session.id(), e -> e instanceof LabEvent.MessageReceived m
                ? new LabEvent.MessageReceived(Text.of("Where is my policy POL-123-DEMO-456?"), m.forced())
                : e);
        assertThat(message.type()).isNotEqualTo("message_received");
    }

    @Test
    void anEventTooFewOrTooManyIsNamed() throws IOException {
        var session = begin("conversational");
        session.say(MESSAGES.getFirst(), FailureMode.HALLUCINATION).join();
        var lost = forgery(session.id(), e -> e instanceof LabEvent.Detected ? new LabEvent.CooldownEnded() : e);
        assertThat(lost.type()).isEqualTo("cooldown_ended");
        assertThat(lost.what()).anyMatch(w -> w.contains("the replay 'detected'"));
    }

    @Test
    void anotherAgentGivesADifferenceThatIsNamed() {
        var session = begin("conversational");
        session.say(MESSAGES.getFirst(), null).join();
        var log = lines(session.id());
        try (var other = Lab.inMemory(LabSettings.defaults(),
                (settings, seed, clock) -> new TestAgents().agent(settings.withPack("support"), seed, clock))) {
            var file = Files.write(folder.resolve("log.jsonl"), closed(session.id(), log));
            var difference = Replay.of(other, file).difference().orElseThrow();
            assertThat(difference.sequence()).isEqualTo(1);
            assertThat(difference.what()).anyMatch(w -> w.startsWith("agent: "));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> closed(SessionId id, List<String> log) {
        var all = new ArrayList<>(log);
        all.add(new Closing(id.value(), log.size(), String.valueOf(LogReader.parse(log.getLast()).get("hash"))).line());
        return all;
    }

    @Test
    void aPolicyThatIsAnotherTodayGivesADifferenceThatIsNamed() throws IOException {
        var session = begin("none");
        session.say(MESSAGES.getFirst(), FailureMode.SERVICE_UNAVAILABLE).join();
        var difference = forgery(session.id(), e -> e instanceof LabEvent.SessionOpened o
                ? new LabEvent.SessionOpened(o.drawKey(), o.seed(), o.agent(), o.model(), "standard", o.order(),
                        o.virtual(), o.scenario(), o.equipment())
                : e);
        assertThat(difference.type()).isEqualTo("session_opened");
        assertThat(difference.what()).anyMatch(w -> w.startsWith("order: "));
    }

    @Test
    void aTurnInTheMiddleOfWhichTheLabWasKilledIsTakenUpWhereItEnded() throws IOException {
        var session = begin("conversational");
        session.say(MESSAGES.getFirst(), null).join();
        session.say(MESSAGES.get(1), FailureMode.API_TIMEOUT).join();
        var log = lines(session.id());
        var cut = (int) log.stream().map(LogReader::entry)
                .filter(e -> e.turn() == 2 && e.event() instanceof LabEvent.Decided).findFirst().orElseThrow()
                .sequence();
        var file = Files.write(folder.resolve("cut.jsonl"), closed(session.id(), log.subList(0, cut)));
        var open = Replay.of(lab, file);
        assertThat(open.identical()).isTrue();
        assertThat(open.events()).isEqualTo(cut);
        assertThat(open.notes()).anyMatch(n -> n.contains("within turn 2"));
    }

    @Test
    void aLabThatWasKilledWithinATurnIsReplayedUpToThereAndOn() throws IOException {
        var session = begin("conversational");
        session.say(MESSAGES.getFirst(), FailureMode.HALLUCINATION).join();
        var entries = new ArrayList<>(lines(session.id()).stream().map(LogReader::entry).toList());
        while (!(entries.getLast().event() instanceof LabEvent.Injected)) {
            entries.removeLast();
        }
        var last = entries.getLast();
        var opened = (LabEvent.SessionOpened) entries.getFirst().event();
        for (var event : List.of(new LabEvent.TurnInterrupted("found open at start"),
                new LabEvent.SessionReopened(opened.equipment()))) {
            entries.add(new Entry(last.session(), event instanceof LabEvent.SessionReopened ? 0 : 1,
                    entries.getLast().sequence() + 1, last.lab() + 9000, last.wall() + 9000, 0, event));
        }
        var replay = Replay.of(lab, chained(session.id(), entries));
        assertThat(replay.difference()).isEmpty();
        assertThat(replay.events()).isEqualTo(entries.size());
    }

    @Test
    void aSettingThatWasForgedShowsInTheDecision() throws IOException {
        lab.change(lab.settings().withFaults(FaultSettings.defaults().withChaos(true).withMultiplier(4_000_000)));
        var session = begin("none");
        session.say(MESSAGES.getFirst(), null).join();
        var difference = forgery(session.id(),
                e -> e instanceof LabEvent.SettingChanged c && c.name().equals("multiplier")
                        ? new LabEvent.SettingChanged("multiplier", Text.of("0.5"))
                        : e);
        assertThat(difference.type()).isEqualTo("decided");
        assertThat(difference.what()).isNotEmpty().allMatch(w -> w.startsWith("decision."));
    }

    @Test
    void aLogWithoutItsTextsIsRefusedWithTheReason() throws IOException {
        var session = begin("none");
        session.say(MESSAGES.getFirst(), null).join();
        var log = lines(session.id());
        log.replaceAll(l -> l.contains("message_received")
                ? l.replaceFirst("\"texts\":\\[.*\\]\\}$", "\"texts\":[null]}")
                : l);
        var file = Files.write(folder.resolve("redacted.jsonl"), closed(session.id(), log));
        assertThatThrownBy(() -> Replay.of(lab, file)).isInstanceOf(Problem.class)
                .hasMessageContaining("texts were taken out of 1 events");
    }

    @Test
    void aDifferenceAfterARaceIsToldToBeNoSignOfAForgery() throws IOException {
        lab.close();
        lab = lab(s -> s.withTimeScale(10));
        var session = begin(hedged("1ms"));
        session.say(MESSAGES.getFirst(), null).join();
        session.policy(Policies.named("none")).join();
        session.say(MESSAGES.get(1), null).join();
        var replay = Replay.of(lab, forged(session.id(), e -> e instanceof LabEvent.Delivered d
                ? new LabEvent.Delivered(d.status(), Text.of("Forged."), d.by(), d.model())
                : e));
        assertThat(replay.difference().orElseThrow().turn()).as("the first is an input").isEqualTo(2);
        assertThat(replay.notes()).anyMatch(note -> note.contains("no sign of a forgery"));
    }
}
