package dev.kintsugi.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.truth.FailureMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogueTest {
    @ParameterizedTest
    @EnumSource(FailureMode.class)
    void everyModeHasAtLeastSixTextsForEachOfItsDomains(FailureMode mode) {
        var catalogue = Catalogue.of(mode);
        var domains = switch (Modes.fault(mode)) {
            case Rewrite _ -> List.of("insurance", "support", "general");
            case TokenLimit _ -> List.of("model");
            case Breakage _ -> List.of("model", "tool");
        };
        assertThat(catalogue.texts()).isNotEmpty();
        catalogue.texts().forEach((kind, byDomain) -> {
            assertThat(byDomain.keySet()).as(kind).containsExactlyInAnyOrderElementsOf(domains);
            byDomain.values().forEach(texts -> assertThat(texts).hasSizeGreaterThanOrEqualTo(6)
                    .doesNotHaveDuplicates().allMatch(t -> !t.isBlank()));
        });
        catalogue.words().values().forEach(words -> assertThat(words).hasSizeGreaterThanOrEqualTo(6));
    }

    @ParameterizedTest
    @EnumSource(FailureMode.class)
    void everyModeIsExplainedToPeople(FailureMode mode) {
        var neighbours = Neighbours.of(mode);
        assertThat(neighbours.explanation()).hasSizeBetween(150, 700).contains("user")
                .containsPattern("cure|act again|does\\.")
                .doesNotContain("\n\n");
        assertThat(neighbours.mast()).allMatch(n -> n.matches("FM-[123]\\.\\d \\w.*"));
        var acts = Modes.fault(mode) instanceof Rewrite;
        assertThat(!Catalogue.of(mode).acting().isEmpty()).isEqualTo(acts);
        assertThat(!neighbours.mast().isEmpty()).isEqualTo(acts || mode == FailureMode.TOKEN_LIMIT
                || mode == FailureMode.MEMORY_EXHAUSTION);
    }

    @Test
    void aTextIsAssignedToTheDomainItSpeaksOf() {
        assertThat(Domains.of("Your claim is with the adjuster.")).isEqualTo("insurance");
        assertThat(Domains.of("Please reset your password and log in again.")).isEqualTo("support");
        assertThat(Domains.of("Paris is lovely in spring.")).isEqualTo("general");
    }
}
