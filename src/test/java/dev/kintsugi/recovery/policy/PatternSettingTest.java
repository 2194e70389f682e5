package dev.kintsugi.recovery.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kintsugi.domain.Problem;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatternSettingTest {
    static Stream<Pattern> patterns() { return Policies.patterns().stream().map(Policies::pattern); }

    @ParameterizedTest
    @MethodSource("patterns")
    void whatCanBeSetIsWhatPolicyFilesWrite(Pattern pattern) {
        assertThat(PatternSetting.of(pattern)).extracting(PatternSetting::name)
                .containsExactlyElementsOf(PolicyText.settings(pattern).keySet());
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void settingWhatIsSetChangesNothing(Pattern pattern) {
        for (var setting : PatternSetting.of(pattern)) {
            assertThat(setting.set(pattern, setting.in(pattern))).as(setting.name()).isEqualTo(pattern);
        }
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aBoundThatIsTakenIsTheLastOneThatIs(Pattern pattern) {
        for (var setting : PatternSetting.of(pattern)) {
            if (setting.kind() == PatternSetting.Kind.WHOLE && setting.allowed().matches("\\d+ to \\d+")) {
                var bounds = setting.allowed().split(" to ");
                var last = Integer.parseInt(bounds[1]);
                assertThatThrownBy(() -> setting.set(pattern, Integer.toString(last + 1)))
                        .isInstanceOfSatisfying(Problem.class,
                                e -> assertThat(e.why()).contains(setting.name(), bounds[0], bounds[1]));
                if (!(pattern instanceof Pattern.Breaker)) {
                    assertThat(setting.in(setting.set(pattern, bounds[1]))).isEqualTo(bounds[1]);
                    assertThat(setting.in(setting.set(pattern, bounds[0]))).isEqualTo(bounds[0]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void aValueCannotSmuggleInAnotherSetting(Pattern pattern) {
        for (var setting : PatternSetting.of(pattern)) {
            if (setting.kind() != PatternSetting.Kind.NAMES) {
                assertThatThrownBy(() -> setting.set(pattern, "1}, retry: {attempts: 20"))
                        .isInstanceOf(Problem.class);
            }
        }
    }
}
