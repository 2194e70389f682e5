package dev.kintsugi.fault.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.truth.Change.Kind;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwapperTest {
    private static final int SEEDS = 200;
    private final Swapper swapper = new Swapper(List.of("Bixby", "Anna", "Omar"), List.of("Quill", "Moreau"),
            List.of("approved|declined"));

    private static Dice dice(long seed) { return new Dice(new Draws(seed), 1, 1, "t."); }

    private String other(String value, long seed) {
        var swapped = swapper.swap(value, dice(seed));
        assertThat(swapped.changes()).singleElement().satisfies(c -> assertThat(c.from().value()).isEqualTo(value));
        return swapped.text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2024-02-29|uuuu-MM-dd", "November 12, 2024|MMMM d, uuuu",
            "31 December 2023|d MMMM uuuu", "03/14/2024|MM/dd/uuuu", "28.2.2025|d.M.uuuu"})
    void aDateStaysAValidDateInItsOwnForm(String date, String form) {
        for (long seed = 0; seed < SEEDS; seed++) {
            var way = DateTimeFormatter.ofPattern(form, Locale.ENGLISH);
            assertThat(LocalDate.parse(other(date, seed), way)).isNotEqualTo(LocalDate.parse(date, way));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"10:30;\\d\\d:30", "9:05;\\d{1,2}:05", "INS-2024-9876;INS-2024-98\\d\\d",
            "POL-887-DEMO-123;POL-887-DEMO-1\\d\\d", "1,250.00;\\d,\\d50\\.00", "8;[2-9]", "2023;20[12]\\d",
            "1-800-555-0199;1-800-555-01\\d\\d", "seven;[a-z]+", "Tuesday;[A-Z][a-z]+day", "Approved;Declined",
            "Bixby McTesterson;(Anna|Omar) (Quill|Moreau)", "Mr. McTesterson;Mr\\. (Quill|Moreau)", "Bixby;Anna|Omar"})
    void aValueKeepsItsShape(String value, String shape) {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(other(value, seed)).matches(shape).isNotEqualTo(value);
        }
    }

    @Test
    void aTimeStaysATime() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(LocalTime.parse(other("17:45", seed))).isBetween(LocalTime.of(8, 0), LocalTime.of(18, 59));
        }
    }

    @ParameterizedTest
    @CsvSource({"`port 8080`", "https://example.com/2024/42", "call 24/7", "a@b7.com", "It is the 1st.", "Thank You",
            "Dear All", "v2beta", "1 day"})
    void whatIsNoValueStays(String text) {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(swapper.swap(text, dice(seed))).isEqualTo(new Swapper.Swapped(text, List.of()));
        }
    }

    @Test
    void kindsAreToldApart() {
        var text = "Anna, claim INS-1-22 of Monday: 40 euros approved.";
        assertThat(swapper.swap(text, dice(3)).changes()).extracting(c -> c.kind()).isSubsetOf(Kind.NAME, Kind.POLICY,
                Kind.DATE, Kind.NUMBER, Kind.CONCLUSION).isNotEmpty();
    }
}
