package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.domain.store.InteractionRow;
import dev.kintsugi.lab.Export;
import dev.kintsugi.lab.Session;
import dev.kintsugi.report.audit.LogReader;
import dev.kintsugi.report.story.TurnStory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A call that is answered at once is one line of the log; whoever looks sees what the seven lines of another call show.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServedCallTest {
    private static final SessionId SESSION = new SessionId("s");
    private static final String TALK = "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"},"
            + "{\"role\":\"assistant\",\"content\":\"Hello! What can I do?\"},"
            + "{\"role\":\"user\",\"content\":\"" + Gate.QUESTION + "\"}]%s}";

    @TempDir
    Path folder;
    private Gate gate;

    /// The first call opens the session and is told by seven events, the second by one.
    @BeforeEach
    void ask() throws Exception {
        gate = Gate.in(folder.resolve("db"));
        for (var more : List.of("", ",\"seed\":1")) {
            assertThat(gate.post(TALK.formatted(more), "x-lab-session", "s").statusCode()).isEqualTo(200);
        }
    }

    @AfterEach
    void close() { gate.close(); }

    private List<String> lines() { return lines(SESSION); }

    private List<String> lines(SessionId session) {
        var lines = new ArrayList<String>();
        gate.lab.lines(session, lines::add);
        return lines;
    }

    private Session session() { return gate.lab.open(SESSION); }

    private static List<Object> told(TurnStory turn) {
        var events = turn.entries().stream().map(Entry::event).map(Object::getClass).toList();
        return List.of(events, turn.message(), turn.natural(), turn.observed(), turn.delivered(), turn.deliveredBy(),
                turn.state(), String.valueOf(turn.outcome()), String.valueOf(turn.status()), turn.tokens(),
                turn.model(), turn.simulated(), turn.steps().stream()
                        .map(s -> s.mark() + s.text().replaceFirst("in \\d+ ms", "in some ms")).toList());
    }

    @Test
    void itIsOneLine() {
        var lines = lines();
        assertThat(LogReader.entry(lines.getLast()).event()).isInstanceOf(LabEvent.CallServed.class);
        assertThat(lines).filteredOn(line -> line.contains("\"turn\":1,")).hasSizeGreaterThanOrEqualTo(7);
        assertThat(lines).filteredOn(line -> line.contains("\"turn\":2,")).hasSize(1);
    }

    @Test
    void itsTurnIsToldLikeAnother() {
        var turns = session().turns();
        var settingsApart = turns.getFirst().entries().stream()
                .filter(e -> !(e.event() instanceof LabEvent.SettingChanged)).count();
        assertThat(settingsApart).isEqualTo(7);
        assertThat(told(turns.get(1))).isEqualTo(told(turns.getFirst()));
        assertThat(session().row().turns()).isEqualTo(2);
    }

    @Test
    void itsRowsAreThoseOfAnother() {
        var rows = gate.lab.interactions(SESSION, 0, 10);
        assertThat(rows).hasSize(2);
        var first = rows.getFirst().row();
        var second = rows.get(1).row();
        assertThat(second).isEqualTo(new InteractionRow(second.timestamp(), first.request(), first.response(),
                first.status(), first.naturalStatus(), first.failureMode(), first.injected(), first.naturalResponse(),
                second.processingMs(), first.tokens(), first.model(), first.deliveredStatus(), first.outcome(), 2));
    }

    @Test
    void itIsTheSameAfterAStart() {
        var before = session().turns().stream().map(ServedCallTest::told).toList();
        gate.close();
        gate = Gate.in(folder.resolve("db"));
        assertThat(session().turns().stream().map(ServedCallTest::told)).isEqualTo(before);
        assertThat(gate.lab.replay(SESSION).difference()).isEmpty();
    }

    @Test
    void itIsExportedLikeAnother() throws Exception {
        var file = folder.resolve("s.csv");
        Export.write(gate.lab, SESSION, Export.Format.CSV, file);
        var rows = Files.readAllLines(file);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(2)).contains(Gate.QUESTION);
    }

    @Test
    void itsCallerIsJudgedByIt() {
        assertThat(gate.verdicts()).singleElement().satisfies(v -> assertThat(v.calls()).isEqualTo(2));
    }

    @Test
    void whatItSentBeforeStandsInIt() {
        assertThat(LogReader.entries(lines().getLast())).extracting(Entry::event)
                .filteredOn(LabEvent.CallArrived.class::isInstance).singleElement()
                .satisfies(e -> assertThat(((LabEvent.CallArrived) e).lastAnswer())
                        .isEqualTo(Text.of("Hello! What can I do?")));
    }

    @Test
    void byWhichApiItCameStandsInIt() throws Exception {
        assertThat(arrivals(SESSION)).containsExactly(Api.CHAT_COMPLETIONS, Api.CHAT_COMPLETIONS);
        for (var more : List.of("", ",\"metadata\":{\"nr\":\"2\"}")) {
            gate.respond(Gate.asks(more), "x-lab-session", "r");
        }
        assertThat(LogReader.entry(lines(new SessionId("r")).getLast()).event())
                .isInstanceOfSatisfying(LabEvent.CallServed.class,
                        call -> assertThat(call.api()).isEqualTo(Api.RESPONSES));
        assertThat(arrivals(new SessionId("r"))).containsExactly(Api.RESPONSES, Api.RESPONSES);
    }

    private List<Api> arrivals(SessionId session) {
        return lines(session).stream().flatMap(line -> LogReader.entries(line).stream()).map(Entry::event)
                .filter(LabEvent.CallArrived.class::isInstance).map(e -> ((LabEvent.CallArrived) e).api()).toList();
    }

    @Test
    void aCallForAToolIsSoundToo() throws Exception {
        for (var more : List.of("", ",\"seed\":1")) {
            assertThat(gate.post(TALK.formatted(",\"tool_choice\":\"required\",\"tools\":[{\"type\":\"function\","
                    + "\"function\":{\"name\":\"f\"}}]" + more), "x-lab-session", "u").body()).contains("tool_calls");
        }
        var session = new SessionId("u");
        assertThat(lines(session)).filteredOn(line -> line.contains("\"turn\":2,")).hasSize(1);
        assertThat(gate.lab.open(session).turns()).extracting(TurnStory::outcome).containsOnly(Outcome.SOUND);
    }

    /// Its first call is told by seven events, since the session is new, the second by one.
    @Test
    void aStreamIsOneLineTooAndToldAsOne() throws Exception {
        for (var more : List.of("", ",\"seed\":1")) {
            assertThat(gate.post(TALK.formatted(",\"stream\":true" + more), "x-lab-session", "t").statusCode())
                    .isEqualTo(200);
        }
        var lines = lines(new SessionId("t"));
        assertThat(lines).filteredOn(line -> line.contains("\"turn\":2,")).singleElement()
                .satisfies(line -> assertThat(LogReader.entry(line).event()).isInstanceOf(LabEvent.CallServed.class));
        var turns = gate.lab.open(new SessionId("t")).turns();
        assertThat(told(turns.get(1))).isEqualTo(told(turns.getFirst()));
        assertThat(turns.get(1).steps()).anyMatch(step -> step.text().endsWith(", streamed"));
    }
}
