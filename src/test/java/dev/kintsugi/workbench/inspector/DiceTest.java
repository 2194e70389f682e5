package dev.kintsugi.workbench.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.workbench.Stories;
import org.junit.jupiter.api.Test;

class DiceTest {
    @Test
    void aRollSaysAllThatWentIntoIt() {
        var decision = new Stories().hallucinated(Outcome.LOST).last().decision();

        assertThat(Dice.why(decision)).isEqualTo("Injected Hallucination: p 15\u00a0%, draw 0.112.");
        assertThat(Dice.rows(decision)).containsExactly(new Dice.Row(FailureMode.HALLUCINATION, "30\u00a0%",
                "multiplier x0.5", "15\u00a0%", "0.112", true, "fault.roll.hallucination"));
        assertThat(Dice.origin(decision)).isEqualTo("Law sequential, seed 42, session key 7");
    }

    @Test
    void aTurnLeftAloneSaysWhy() {
        assertThat(Dice.why(new Stories().sound().last().decision())).isEqualTo("Left alone: chaos is off.");
        assertThat(Dice.why(null)).startsWith("Nothing was decided");
    }

    @Test
    void eachCallShowsWhatItGaveAndWhatWasMadeOfIt() {
        var rows = Attempts.of(new Stories().hallucinated(Outcome.RECOVERED).last());

        assertThat(rows).extracting(Attempts.Row::touched).containsExactly(true, false);
        assertThat(rows.getFirst().natural()).isEqualTo(Stories.NATURAL);
        assertThat(rows.getFirst().observed()).isEqualTo(Stories.OBSERVED);
        assertThat(rows.getLast().observed()).isEqualTo(Stories.NATURAL);
    }

    @Test
    void anEventIsATreeOfWords() {
        var turn = new Stories().hallucinated(Outcome.LOST).last();
        var rows = turn.entries().stream().map(e -> EventRow.of(e, turn.startedMs())).toList();

        assertThat(rows).extracting(EventRow::name).contains("1  message received", "5  delivered");
        assertThat(rows.getLast().parts()).extracting(EventRow::name).contains("natural status", "processing ms");
    }
}
