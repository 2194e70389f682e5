package dev.kintsugi.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
    @Test
    void elevenModesAreOnByDefaultAndChaosIsOff() {
        var settings = FaultSettings.defaults();
        assertThat(settings.chaos()).isFalse();
        assertThat(settings.law()).isEqualTo(Law.SEQUENTIAL);
        assertThat(settings.cooldown()).isEqualTo(Duration.ofSeconds(30));
        assertThat(Arrays.stream(FailureMode.values()).filter(m -> !settings.mode(m).on())).containsExactly(
                FailureMode.STUCK_PATTERN);
    }

    @ParameterizedTest
    @EnumSource(FailureMode.class)
    void everyModeHasTheCommonParametersAndItsDefaultsAreAllowed(FailureMode mode) {
        var parameters = Modes.parameters(mode);
        assertThat(parameters).extracting(Parameter::name).contains("target", "cure", "ttl").doesNotHaveDuplicates();
        parameters.forEach(p -> p.check(p.defaultValue()));
        assertThat(parameters).allMatch(p -> !p.title().isEmpty() && p.note().endsWith("."));
        assertThat(Modes.fault(mode).mode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource({"api_timeout,delay_range,30-5", "api_timeout,delay_range,5", "api_timeout,delay_range,a-b",
            "auth_error,status,404", "infinite_loop,max_iterations,0", "infinite_loop,max_iterations,-1",
            "stuck_pattern,perfectionism_threshold,1.5", "hallucination,types,lies", "hallucination,types,''",
            "off_topic,cure,soon", "off_topic,cure,attempts 0", "off_topic,target,look_up_claim",
            "api_timeout,target,two words", "off_topic,ttl,99999999999999", "off_topic,nonsense,1"})
    void aBadValueIsAProblemThatSaysWhatIsAllowed(String mode, String name, String value) {
        var of = FailureMode.of(mode);
        assertThatThrownBy(() -> FaultSettings.defaults().withMode(of,
                ModeSettings.defaults(of).withParameter(name, value))).isInstanceOf(Problem.class)
                .hasMessageContaining(name);
    }

    @Test
    void settingsSurviveBeingWrittenAsTexts() {
        var settings = FaultSettings.defaults().withChaos(true).withLaw(Law.WEIGHTED).withMultiplier(1_250_000)
                .withCooldown(Duration.ofMillis(1_500))
                .withMode(FailureMode.STUCK_PATTERN, new ModeSettings(true, new Probability(123_456),
                        Map.of("perfectionism_threshold", "0.75", "cure", "attempts 2")));
        var back = FaultSettings.defaults();
        for (var text : SettingText.of(settings).entrySet()) {
            back = SettingText.with(back, text.getKey(), text.getValue());
        }
        assertThat(back).isEqualTo(settings);
    }

    @ParameterizedTest
    @CsvSource({"chaos,maybe", "law,fair", "multiplier,-1", "multiplier,1001", "cooldown,NaN", "speed,1",
            "fault.nothing,on", "fault.off_topic.probability,1.1", "fault.off_topic.probability,1e-3"})
    void aBadTextIsAProblem(String name, String value) {
        assertThatThrownBy(() -> SettingText.with(FaultSettings.defaults(), name, value)).isInstanceOf(Problem.class);
    }

    @Test
    void aPerfectionistWithLowStandardsActsSooner() {
        var stuck = new StuckPattern();
        var settings = FaultSettings.defaults();
        assertThat(stuck.turns(settings)).isEqualTo(5);
        var easy = settings.mode(FailureMode.STUCK_PATTERN).withParameter("perfectionism_threshold", "0.8");
        assertThat(stuck.turns(settings.withMode(FailureMode.STUCK_PATTERN, easy))).isEqualTo(2);
    }
}
