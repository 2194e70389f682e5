package dev.kintsugi.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.report.stats.PairedMean;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FindingsTextTest {
    @Test
    void aDifferenceHasItsSignUnlessItIsWrittenAsNothing() {
        assertThat(share(0.62, 0.55, 0.69)).isEqualTo("+62 % (+55 to +69)");
        assertThat(share(-0.001, -0.1, 0.004)).isEqualTo("0 % (-10 to 0)");
    }

    private static String share(double value, double low, double high) {
        return FindingsText.share(new PairedMean(9, OptionalDouble.of(value), OptionalDouble.of(low),
                OptionalDouble.of(high)));
    }
}
