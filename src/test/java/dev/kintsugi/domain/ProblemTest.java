package dev.kintsugi.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void noSentenceEndsTwiceWhateverAnotherProgramSaid() {
        var problem = new Problem("It failed", "the server said: no way.", "Wait.");
        assertThat(problem).hasMessage("It failed: the server said: no way. Wait");
        assertThat(problem.why()).endsWith("no way");
        assertThat(new Problem("It failed", "and so on...", "Wait").why()).endsWith("...");
    }
}
