package dev.kintsugi.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.cli.LogLevel;
import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.errands.ErrandsPlan;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    private static LabSettings changed(String name, String value) {
        return new Environment(Map.of(name, value)).change(LabSettings.defaults());
    }

    @Test
    void whatIsNotSetChangesNothing() {
        var start = LabSettings.defaults();
        assertThat(new Environment(Map.of()).change(start)).isEqualTo(start);
        assertThat(changed("FAILURE_MODE", "  ")).isEqualTo(start);
        assertThat(new Environment(Map.of("PATH", "/bin")).notices()).isEmpty();
    }

    @Test
    void everyVariableReachesItsSetting() {
        assertThat(changed("FAILURE_MODE", "api_timeout").forced()).isEqualTo(FailureMode.API_TIMEOUT);
        assertThat(changed("FAILURE_MODE", "OFF_TOPIC").forced()).isEqualTo(FailureMode.OFF_TOPIC);
        assertThat(changed("FAILURE_MODE", "normal").forced()).isNull();
        assertThat(changed("PROBABILISTIC_FAILURES", "true").faults().chaos()).isTrue();
        assertThat(changed("PROBABILISTIC_FAILURES", "off").faults().chaos()).isFalse();
        assertThat(changed("FAILURE_RATE_MULTIPLIER", "2.5").faults().multiplierPpm()).isEqualTo(2_500_000);
        assertThat(changed("RECOVERY_POLICY", "standard").policy()).isEqualTo("standard");
    }

    @Test
    void normalTakesBackWhatWasForcedBefore() {
        var forced = LabSettings.defaults().withForced(FailureMode.OFF_TOPIC);
        assertThat(new Environment(Map.of("FAILURE_MODE", "normal")).change(forced).forced()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FAILURE_MODE            | sometimes | hallucination
            PROBABILISTIC_FAILURES  | perhaps   | true or false
            FAILURE_RATE_MULTIPLIER | -1        | 0 to 1000
            FAILURE_RATE_MULTIPLIER | 1001      | 0 to 1000
            FAILURE_RATE_MULTIPLIER | NaN       | 0 to 1000
            RECOVERY_POLICY         | prayer    | none, standard, conversational
            """)
    void aBadValueNamesItsVariable(String name, String value, String allowed) {
        assertThatThrownBy(() -> changed(name, value)).isInstanceOf(Problem.class).hasMessageContaining(name)
                .hasMessageContaining(value).hasMessageContaining(allowed);
    }

    @Test
    void theLogLevelIsInfoUnlessItIsSaid() {
        assertThat(new Environment(Map.of()).logLevel()).isEqualTo(LogLevel.INFO);
        assertThat(new Environment(Map.of("LOG_LEVEL", "debug")).logLevel()).isEqualTo(LogLevel.DEBUG);
        var bad = new Environment(Map.of("LOG_LEVEL", "loud"));
        assertThat(bad.logLevel()).isEqualTo(LogLevel.INFO);
        assertThat(bad.notices()).singleElement().asString().contains("LOG_LEVEL cannot be 'loud'").contains("debug");
    }

    @Test
    void aRunOfPromptsIsSetUpByItsVariables() {
        assertThat(new Environment(Map.of()).errands()).isEqualTo(ErrandsPlan.DEFAULT);
        var set = new Environment(
                Map.of("TOXIC_PROB", "0.25", "ERROR_PROB", "0", "TOOL_LIMIT", "3", "PROMPT_LIMIT", "0"))
                .errands();
        assertThat(set.toxicProb()).isEqualTo(new Probability(250_000));
        assertThat(set.errorProb()).isEqualTo(Probability.ZERO);
        assertThat(set.toolLimit()).isEqualTo(3);
        assertThat(set.promptLimit()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"TOXIC_PROB,1.1", "TOXIC_PROB,-0.1", "ERROR_PROB,often", "ERROR_PROB,0.1234567", "TOOL_LIMIT,-1",
            "TOOL_LIMIT,1.5", "PROMPT_LIMIT,21", "PROMPT_LIMIT,1e3"})
    void aBadVariableOfARunIsNamed(String name, String value) {
        var environment = new Environment(Map.of(name, value));
        assertThatThrownBy(environment::errands).isInstanceOf(Problem.class)
                .hasMessageContaining(name + " cannot be '" + value + "'");
    }

}
