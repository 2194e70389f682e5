package dev.kintsugi.workbench.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FuzzyTest {
    private static final List<String> ALL = List.of("Begin a new session", "Draw a new seed", "Turn chaos on or off",
            "Panic stop: end every fault");

    private static List<String> search(String query) { return Fuzzy.search(query, ALL, Function.identity()); }

    @Test
    void nothingTypedShowsEverythingInItsOrder() { assertThat(search("")).isEqualTo(ALL); }

    @Test
    void beginningsOfWordsFindIt() { assertThat(search("tco")).first().isEqualTo("Turn chaos on or off"); }

    @Test
    void wholeWordsComeFirst() {
        assertThat(search("new se")).containsExactly("Draw a new seed", "Begin a new session");
    }

    @Test
    void aMissingLetterFindsNothing() { assertThat(search("xyz")).isEmpty(); }
}
