package dev.kintsugi.recovery.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.recovery.policy.PolicyAdvice.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCheckTest {
    private static Policy of(Pattern... patterns) { return new Policy("test", List.of(patterns)); }

    private static List<String> summaries(Pattern... patterns) {
        return PolicyCheck.of(of(patterns)).stream().map(PolicyAdvice::summary).toList();
    }

    @Test
    void theShippedPoliciesHaveNoHarmfulOrder() {
        for (var name : Policies.names()) {
            assertThat(PolicyCheck.of(Policies.named(name))).extracting(PolicyAdvice::severity)
                    .doesNotContain(Severity.HARMFUL, Severity.WARNING);
        }
    }

    @Test
    void harmfulOrdersAreToldAndTheirReverseIsNot() {
        assertThat(summaries(Pattern.Breaker.ORCHESTRATION, Pattern.Retry.STANDARD))
                .contains("the breaker counts turns, not calls");
        assertThat(summaries(Pattern.Retry.STANDARD, Pattern.Breaker.ORCHESTRATION)).isEmpty();
        assertThat(summaries(Pattern.Retry.STANDARD, Pattern.Cache.STANDARD))
                .contains("an old reply hides a failure from retry");
        assertThat(summaries(Pattern.Timeout.STANDARD, Pattern.Retry.STANDARD))
                .contains("one timeout for all attempts");
        assertThat(summaries(Pattern.Verify.STANDARD, Pattern.Cache.STANDARD))
                .contains("replies are kept before they are checked");
        assertThat(summaries(Pattern.Retry.STANDARD, Pattern.ModelFallback.STANDARD)).contains("two retries nested");
        assertThat(summaries(Pattern.RateLimiter.STANDARD, Pattern.Retry.STANDARD))
                .contains("retries are not counted by the limiter");
    }

    @Test
    void everyAdviceSaysWhyAndWhatToDo() {
        var all = new ArrayList<>(Policies.STANDARD.patterns());
        all.addAll(List.of(Pattern.Bulkhead.STANDARD, Pattern.RateLimiter.STANDARD, Pattern.Hedge.STANDARD,
                Pattern.ReadOnly.STANDARD));
        for (int seed = 0; seed < 500; seed++) {
            Collections.shuffle(all, new Random(seed));
            assertThat(PolicyCheck.of(new Policy("any", all))).allSatisfy(a -> {
                assertThat(a.summary()).isNotBlank();
                assertThat(a.explanation()).isNotBlank();
                assertThat(a.solution()).isNotBlank();
            });
        }
    }

    @Test
    void theBoundIsWhatThePatternsMultiplyToUnderTheCap() {
        assertThat(PolicyCheck.product(Policies.STANDARD, 3)).isEqualTo(3 * 3 * 3 * 3);
        assertThat(PolicyCheck.bound(Policies.STANDARD, 3)).isEqualTo(10);
        assertThat(PolicyCheck.bound(of(Pattern.Retry.STANDARD), 3)).isEqualTo(3);
        assertThat(PolicyCheck.bound(Policies.NONE, 3)).isEqualTo(1);
    }

    @Test
    void aPolicyReadsAsASentence() {
        assertThat(PolicySentence.of(of(Pattern.Retry.STANDARD, Pattern.Timeout.STANDARD))).isEqualTo(
                "Outermost, what can heal is tried up to 3 times, with pauses from 1.0 s to 2.0 s; innermost, a call is"
                        + " given up after 30 s, a tool after 10 s.");
        assertThat(PolicySentence.of(of(Pattern.Timeout.STANDARD))).startsWith("A call is given up after 30 s");
        assertThat(PolicySentence.of(Policies.NONE)).startsWith("Nothing is mended");
    }

    @Test
    void whatIsWrittenReadsBackAsTheSamePolicy(@TempDir Path folder) throws IOException {
        var all = new ArrayList<Pattern>(Policies.CONVERSATIONAL.patterns());
        all.addAll(List.of(new Pattern.Bulkhead(3, Duration.ofMillis(250), true), Pattern.ReadOnly.STANDARD,
                new Pattern.RateLimiter(7, Duration.ofSeconds(9), Duration.ZERO, true), Pattern.Hedge.STANDARD));
        all.set(3, new Pattern.ModelFallback(List.of("gpt 4", "a: \"b\"", "llama3.2")));
        for (var policy : List.of(Policies.NONE, Policies.STANDARD, Policies.CONVERSATIONAL,
                new Policy("every: pattern", all, Duration.ofSeconds(77), 12, new Budget(3, 0.25)))) {
            var file = Files.writeString(folder.resolve("p.yaml"), PolicyText.of(policy));
            assertThat(Policies.named(file.toString())).isEqualTo(policy);
        }
    }

    @Test
    void policiesAreDerivedByName() {
        assertThat(Policies.named("only retry").patterns()).containsExactly(Pattern.Retry.STANDARD);
        assertThat(Policies.named("standard without verify").order()).doesNotContain("verify").contains("retry x3");
        assertThat(Policies.named("only rate limiter").order()).isEqualTo("rate limiter");
        Assertions.assertThatThrownBy(() -> Policies.named("only luck")).isInstanceOf(Problem.class)
                .hasMessageContaining("luck");
        for (var pattern : Policies.patterns()) {
            assertThat(Policies.named("only " + pattern).patterns()).hasSize(1);
        }
    }

    @Test
    void theSentenceCountsAsPeopleDo() {
        assertThat(PolicySentence.of(Policies.read("""
                patterns:
                  - handoff: {threshold: 1}
                  - retry: {attempts: 2, base: 50ms}
                  - rate_limiter: {calls: 1, per: 1s}
                  - bulkhead: {capacity: 1}
                  - breaker: {failures: 1, window: 1}
                """))).contains("after 1 failure,", "up to 2 times, with pauses of 50 ms;",
                "at most 1 time in 1.0 s", "at most 1 call into a service is under way", "failed 1 time in 1 call is");
        assertThat(PolicySentence.of(Policies.read("patterns: [retry: {attempts: 1}]")))
                .isEqualTo("Nothing is tried a second time.");
    }
}
