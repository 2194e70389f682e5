package dev.kintsugi.recovery.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.model.FinishReason;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.Passage;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Figures as people write and say them: in words, with the sign of a currency, as the day of a month.
class WrittenFiguresTest {
    private static final Knowledge HARBOUR = Knowledge.of(List.of(
            new Passage("1", "Berths", "A berth in the harbour costs $120 a week. A deposit of $1,250 is due."),
            new Passage("2", "Season", "The harbour opens on 21 March and closes on 2 November."),
            new Passage("3", "Crane", "The crane lifts a boat on the 14th of each month.")), "Skipper");

    private static List<String> flags(String reply) {
        return Detectors.check(new Observation(reply, FinishReason.STOP,
                List.of(Message.user("What does a berth in the harbour cost, and when is it open?")), HARBOUR,
                List.of(),
                List.of(), LocalDate.of(2024, 11, 22)), 1).stream().map(d -> d.detector()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "A berth in the harbour costs $120 a week.",
            "A berth in the harbour costs USD 120 a week.",
            "A berth in the harbour costs one hundred and twenty dollars a week.",
            "A berth in the harbour costs a hundred twenty a week.",
            "For a berth in the harbour a deposit of twelve hundred and fifty dollars is due.",
            "For a berth in the harbour a deposit of one thousand two hundred and fifty dollars is due.",
            "The harbour opens on the twenty-first of March.",
            "The harbour opens on March the twenty first and closes on the second of November.",
            "The harbour closes on November second.",
            "The harbour closes on the second.",
            "The crane lifts a boat on the fourteenth of each month.",
            "The crane lifts a boat on the 14th.",
            "The crane of the harbour stands on the third floor of the second house.",
            "For a berth in the harbour you pay $120 first, and again on the first day of each week."})
    void whatIsSoIsLeftAloneHoweverItIsWritten(String reply) { assertThat(flags(reply)).isEmpty(); }

    @ParameterizedTest
    @ValueSource(strings = {
            "A berth in the harbour costs €120 a week.",
            "A berth in the harbour costs 120 pounds a week.",
            "A berth in the harbour costs EUR 120 a week.",
            "A berth in the harbour costs one hundred and thirty dollars a week.",
            "For a berth in the harbour a deposit of two thousand dollars is due.",
            "The harbour opens on the twenty-second of March.",
            "The harbour opens on March the twenty second.",
            "The harbour closes on November third.",
            "The harbour opens and closes on the third."})
    void whatIsNotIsFlaggedHoweverItIsWritten(String reply) {
        assertThat(flags(reply)).containsExactly(ClaimsDetector.NAME);
    }

    @Test
    void aFigureSwappedInAKnownSentenceIsNotTakenForOneThatWasReckoned() {
        var rules = Knowledge.of(List.of(
                new Passage("1", "Repairs", "The yard answers a request for a repair within 10 working days of its "
                        + "arrival."),
                new Passage("2", "Storage", "The yard keeps a boat for 60 days.")), "Skipper");
        var said = List.of(Message.user("How long does the yard keep my boat?"),
                Message.assistant("The yard keeps a boat for 60 days."), Message.user("And a repair, 10 days?"));
        assertThat(Detectors.check(new Observation(
                "The yard answers a request for a repair within 50 working days of its arrival.", FinishReason.STOP,
                said,
                rules, List.of(), List.of(), LocalDate.of(2024, 11, 22)), 1)).hasSize(1);
        assertThat(Detectors.check(new Observation(
                "The yard keeps a boat for 60 days, and 10 have passed: that leaves 50 days.", FinishReason.STOP, said,
                rules, List.of(), List.of(), LocalDate.of(2024, 11, 22)), 1)).isEmpty();
    }
}
