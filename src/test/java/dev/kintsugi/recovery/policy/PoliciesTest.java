package dev.kintsugi.recovery.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
    @TempDir
    private Path folder;

    private Path file(String yaml) throws IOException { return Files.writeString(folder.resolve("mine.yaml"), yaml); }

    @ParameterizedTest
    @CsvSource({"none, false", "watch, false", "only retry, false", "only verify, true", "standard, true",
            "conversational, true", "supervised, true", "standard without verify, false"})
    void aPolicySaysWhetherItMendsReplies(String name, boolean mends) {
        assertThat(Policies.named(name).mendsReplies()).isEqualTo(mends);
    }

    @Test
    void whoOnlyReadsMendsNothingUnlessSomethingElseAsksAgain() {
        assertThat(Policies.read("patterns: [model_fallback, {verify: {reasks: 0}}]").mendsReplies()).isTrue();
        assertThat(Policies.read("patterns: [checkpoint, {verify: {reasks: 0}}]").mendsReplies()).isTrue();
    }

    @Test
    void namesAndAliasesAreKnown() {
        assertThat(Policies.names()).containsExactly("none", "standard", "conversational", "watch", "supervised");
        assertThat(Policies.named("off")).isSameAs(Policies.NONE);
        assertThat(Policies.named("ON")).isSameAs(Policies.STANDARD);
        assertThat(Policies.NONE.order()).isEqualTo("none");
    }

    @Test
    void aFileIsReadOutermostFirst() throws IOException {
        var policy = Policies.named(file("""
                limit: 2m
                max_attempts: 6
                patterns:
                  - degrade
                  - model_fallback: {models: [big, small]}
                  - retry: {attempts: 4, base: 500ms, factor: 1.5, cap: 3s, jitter: no}
                  - breaker: {failures: 3, open: 30s, consecutive: true}
                  - timeout: {per_call: 5}
                """).toString());
        assertThat(policy.name()).isEqualTo("mine");
        assertThat(policy.order()).isEqualTo("degrade > model fallback > retry x4 > breaker > timeout");
        assertThat(policy.limit()).isEqualTo(Duration.ofMinutes(2));
        assertThat(policy.patterns()).contains(new Pattern.ModelFallback(List.of("big", "small")),
                new Pattern.Retry(4, Backoff.EXPONENTIAL, Duration.ofMillis(500), 1.5, Duration.ofSeconds(3), false,
                        Duration.ofSeconds(60)),
                new Pattern.Breaker(3, 6, Duration.ofSeconds(30), true, 1, false),
                new Pattern.Timeout(Duration.ofSeconds(5), Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            patterns: [retry, tea]                          | 1 | there is no pattern 'tea'
            patterns:\\n  - retry: {attempts: 0}            | 2 | attempts is a whole number from 1 to 20
            patterns:\\n  - retry: {attempts: lots}         | 2 | attempts is a whole number, but was 'lots'
            patterns:\\n  - retry: {speed: 3}               | 2 | there is no setting 'speed' here
            patterns:\\n  - timeout: {per_call: soon}       | 2 | per_call is a length of time
            patterns: [retry, retry]                        | 1 | retry stands in it twice
            patterns:\\n  - retry\\n  - cache\\n  - retry    | 4 | retry stands in it twice
            name: x\\nlimit: 0s\\npatterns: [retry]        | 2 | limit is longer than nothing
            patterns: [retry]\\nmax_attempts: 0             | 2 | max_attempts is a whole number from 1 to 100
            patterns: [retry]\\nretry_budget: {reserve: 9999999} | 2 | reserve is a whole number from 0
            patterns:\\n  - cache\\n  - retry: 3             | 3 | settings were expected here
            limit: 1s\\nlimit: 2s                           | 2 | 'limit' stands here twice
            a: &x [retry]\\npatterns: *x                    | 1 | there is no setting 'a' here
            patterns: &x [retry]                            | 1 | a list was expected here
            patterns: [retry                                | 1 | it is not well-formed YAML
            just words                                      | 1 | settings were expected here
            name: ""\\npatterns: [retry]                    | 1 | name is one line
            name: the line between\\nlimit: 0s            | 2 | limit is longer than nothing
            patterns: [model_fallback: {models: ["a\\u0007"]}] | 1 | models is names of one line
            name: "a\\tb"\\npatterns: [retry]               | 1 | name is one line
            patterns:\\n  - verify: {judge: "a b"}          | 2 | judge is the name of a model
            patterns:\\n  - retry: {base: 9s, cap: 1s}      | 2 | cap is at least as long as base, but was 1s
            patterns:\\n  - retry: {attempts: 99999999999}  | 2 | attempts is a whole number, but was '99999999999'
            """)
    void aBadFileIsRefusedWithItsLine(String yaml, int line, String why) throws IOException {
        var file = file(yaml.replace("\\n", "\n"));
        assertThatThrownBy(() -> Policies.named(file.toString())).isInstanceOfSatisfying(Problem.class, p -> {
            assertThat(p.what()).contains(file.toString()).contains(", line " + line + ", column ");
            assertThat(p.why()).contains(why);
            assertThat(p.todo()).isNotBlank();
        });
    }

    @Test
    void anEmptyAHugeAndAMissingFileAreToldAsSuch() throws IOException {
        assertThatThrownBy(() -> Policies.named(file("").toString())).hasMessageContaining("it is empty");
        assertThatThrownBy(() -> Policies.named(file("# " + "x".repeat(70_000)).toString()))
                .hasMessageContaining("larger than 64 kB");
        assertThatThrownBy(() -> Policies.named("no-such-policy")).hasMessageContaining("no recovery policy");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Pattern.Timeout(Duration.ZERO, Duration.ofSeconds(1))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> new Pattern.Breaker(0, 1, Duration.ofSeconds(1), true, 1, false))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(
                () -> new Pattern.Retry(3, Backoff.EXPONENTIAL, Duration.ofSeconds(5), 2, Duration.ofSeconds(1), true,
                        Duration.ofSeconds(9)))
                .isInstanceOf(Problem.class);
    }

    /// A session keeps its policy as such a file.
    @Test
    void whatAPolicySaysIsReadBackTheSameHoweverOddItsNamesAndFigures() {
        var odd = new Policy("a \\ \"b\"\u2028c\uFFFEd \uD83D\uDE00",
                List.of(new Pattern.ModelFallback(List.of("llama3.1:8b (q4)", "x\u2029y")),
                        new Pattern.Retry(3, Backoff.LINEAR, Duration.ofMillis(1), 1.000001, Duration.ofMillis(1500),
                                true, Duration.ofSeconds(60))),
                Duration.ofMillis(1), 100, new Budget(0, 0.0005));
        assertThat(Policies.read(PolicyText.of(odd))).isEqualTo(odd);
    }
}
