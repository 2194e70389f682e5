package dev.kintsugi.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.people.ApprovalVerdict;
import dev.kintsugi.domain.work.EffectState;
import dev.kintsugi.domain.work.Finding;
import dev.kintsugi.domain.work.StepState;
import dev.kintsugi.domain.work.WorkflowState;
import dev.kintsugi.report.audit.LogReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What people and workflows write reads back as it was, and hides what is text.
class PeopleEventsTest {
    private static final Text TEXT = Text.of("secret words \"quoted\"\n");

    static Stream<LabEvent> events() {
        return Stream.of(
                new LabEvent.ApprovalRequested("3-1", "pay_out", Effect.RISKY, TEXT, TEXT, TEXT, 120_000),
                new LabEvent.ApprovalGiven("3-1", ApprovalVerdict.EDITED, TEXT, TEXT, "Dana", 7),
                new LabEvent.HandoffRequested("3-2", TEXT, List.of(TEXT), List.of(TEXT, TEXT), "model", TEXT, 4, 3, 9),
                new LabEvent.HandoffTaken("3-2", "Dana", 5),
                new LabEvent.HumanAnswered("3-2", TEXT, "Dana", true, 8),
                new LabEvent.HandedBack("3-2", TEXT, true, "Dana", 8), new LabEvent.HandoffUnanswered("3-2", 120_000),
                new LabEvent.EffectSettled("key", EffectState.NOT_DONE, "pay_out", TEXT),
                new LabEvent.StateRestored("pre_tool", 4), new LabEvent.WorkflowStarted("w", TEXT, TEXT, true),
                new LabEvent.WorkflowStepped(2, "search", StepState.REFUSED, TEXT),
                new LabEvent.WorkflowChanged(WorkflowState.WAITING_FOR_APPROVAL, TEXT),
                new LabEvent.SessionRecovered(1, false,
                        List.of(new Finding("history", Finding.Result.MENDED, TEXT, TEXT))),
                new LabEvent.SpeechFailed("espeak-ng", TEXT));
    }

    private static String line(LabEvent event) {
        return new Chain((_, index) -> "salt" + index, Chain.GENESIS)
                .append(new Entry(new SessionId("s"), 1, 1, 10, 20, 0, event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsBackAsItWas(LabEvent event) { assertThat(LogReader.entry(line(event)).event()).isEqualTo(event); }

    @ParameterizedTest
    @MethodSource("events")
    void textsStandBesideTheChain(LabEvent event) {
        assertThat(line(event).split(",\"texts\":")[0]).doesNotContain("secret words");
    }

    @Test
    void everyEventOfPeopleAndWorkIsHere() {
        var families = Stream.of(LabEvent.OfPeople.class, LabEvent.OfWork.class)
                .flatMap(f -> Stream.of(f.getPermittedSubclasses()));
        assertThat(events().map(Object::getClass)).hasSameElementsAs(families.toList());
    }
}
