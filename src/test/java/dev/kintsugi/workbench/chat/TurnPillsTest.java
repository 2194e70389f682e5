package dev.kintsugi.workbench.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.workbench.Stories;
import dev.kintsugi.workbench.chat.TurnPills.PillText;
import org.junit.jupiter.api.Test;

class TurnPillsTest {
    @Test
    void aMendedTurnSaysWhatBrokeWhoNoticedAndThatItWasMended() {
        assertThat(TurnPills.of(new Stories().hallucinated(Outcome.RECOVERED).last())).containsExactly(
                new PillText(Mark.INJECTED, "Hallucination"),
                new PillText(Mark.DETECTED, "caught", "By the claims detector"),
                new PillText(Mark.RECOVERED, "recovered"));
    }

    @Test
    void aStandInIsSoftenedAndNeverGold() {
        assertThat(TurnPills.of(new Stories().hallucinated(Outcome.SOFTENED).last())).extracting(PillText::mark)
                .containsExactly(Mark.INJECTED, Mark.DETECTED, Mark.SOFTENED);
        assertThat(TurnPills.of(new Stories().unavailable(Outcome.SOFTENED).last()).getLast())
                .isEqualTo(new PillText(Mark.SOFTENED, "softened: stale reply"));
    }

    @Test
    void aSoundTurnIsNatural() {
        assertThat(TurnPills.of(new Stories().sound().last())).containsExactly(new PillText(Mark.NATURAL, "natural"));
    }

    @Test
    void anInterruptedTurnSaysSo() {
        assertThat(TurnPills.of(new Stories().interrupted().last()))
                .containsExactly(new PillText(Mark.ACTION, "interrupted"));
    }
}
