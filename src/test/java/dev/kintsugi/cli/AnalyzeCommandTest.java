package dev.kintsugi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.truth.FailureMode;
import org.junit.jupiter.api.Test;

class AnalyzeCommandTest extends CommandTest {
    @Test
    void everyModeIsAskedAndTheUntouchedTurnsToo() {
        var modes = run("analyze", "--json", "--runs", "1").json().at("/modes");

        assertThat(modes).hasSize(FailureMode.values().length + 1);
        for (var each : modes) {
            var natural = each.get("mode").asText().equals("none");
            assertThat(each.at("/natural_success/k").asInt()).as(each.toString()).isEqualTo(3);
            assertThat(each.at("/seen_to_fail/k").asInt()).isEqualTo(natural ? 0 : 3);
            assertThat(each.at("/text_changed/k").asInt()).isEqualTo(natural ? 0 : 3);
            assertThat(each.at("/seen_to_fail/n").asInt()).isEqualTo(3);
            assertThat(each.at("/seen_to_fail/low").asDouble()).isLessThan(each.at("/seen_to_fail/high").asDouble());
        }
    }

    @Test
    void theTableHasCountsAndThePageIsWritten() {
        assertThat(run("analyze", "--runs", "1", "--question", "Where is my claim?").out()).contains("hallucination",
                "0/1", "1/1");
        var page = folder.resolve("a.html");
        assertThat(run("analyze", "--runs", "1", "--question", "<b>Hello</b>", "--format", "html", "--out",
                page.toString()).code()).isZero();
        assertThat(page).content().contains("&lt;b&gt;Hello").doesNotContain("<b>Hello");
    }

    @Test
    void aLabThatIsNotServedIsTold() {
        var said = run("analyze", "--url", "http://127.0.0.1:1");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("No lab answers");
        assertThat(run("analyze", "--runs", "0").code()).isEqualTo(2);
    }
}
