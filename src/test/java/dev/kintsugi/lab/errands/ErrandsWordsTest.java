package dev.kintsugi.lab.errands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.lab.LabSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrandsWordsTest {
    private static final LabSettings SETTINGS = LabSettings.defaults().withPolicy("standard").withSeed(7);

    @Test
    void thePlanIsSaidInSentences() {
        var plan = ErrandsPlan.DEFAULT.withToolLimit(0).withPromptLimit(3).withPatience(Duration.ofSeconds(2));
        assertThat(ErrandsWords.sentences(plan, 1, SETTINGS)).contains(
                "1 prompt is sent to the scripted agent, which needs no key. Recovery: standard. Seed 7: the same seed draws"
                        + " the same.",
                "On 10\u00a0% of the tries a toxic stands in the way: what goes through is swallowed, until the tool gives up.",
                "A tool waits 2.0 s for its service. One that failed is not tried again, a prompt without an answer is"
                        + " sent again up to 3 times. Whatever is done is done once, however often it is tried.");
    }

    @Test
    void whatNeverHappensIsSaidToo() {
        var calm = ErrandsPlan.DEFAULT.withToxicProb(Probability.ZERO).withErrorProb(Probability.ZERO);
        assertThat(ErrandsWords.sentences(calm, 2, SETTINGS)).contains("Nothing stands in a tool's way.",
                "No tool fails by itself.").noneMatch(said -> said.contains("Chaos"));
        var chaos = SETTINGS.withFaults(SETTINGS.faults().withChaos(true));
        assertThat(ErrandsWords.sentences(calm, 2, chaos)).anyMatch(said -> said.startsWith("Chaos is on"));
    }

    @Test
    void eachToxicHasItsWords() {
        assertThat(ErrandsPlan.toxics()).hasSize(8)
                .allSatisfy(type -> assertThat(ErrandsWords.what(ErrandsPlan.toxic(type))).isNotBlank());
        assertThat(ErrandsWords.what(ErrandsPlan.toxic("http"))).isEqualTo("it answers 503 in the service's place");
    }
}
