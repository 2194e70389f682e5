package dev.kintsugi.fault.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BeginningsTest {
    private final Beginnings names = new Beginnings(List.of("Jo", "Zoë", "Maria", "Éva"));

    @Test
    void everyWordMayBeginWhereItStandsInCapitalsOrNot() {
        for (var word : List.of("Jo", "jo.", "Joanna", "ZOË", "zoë", "MARIA", "maria", "Éva", "éVA")) {
            assertThat(names.may(word, 0)).as(word).isTrue();
            assertThat(names.may("ask " + word, 4)).as("ask " + word).isTrue();
            assertThat(names.may(word + " said", 0)).as(word + " said").isTrue();
        }
    }

    @Test
    void whatIsTooShortOrBeginsOtherwiseBeginsNone() {
        assertThat(names.may("J", 0)).isFalse();
        assertThat(names.may("Ma", 0)).isFalse();
        assertThat(names.may("Mario", 0)).isTrue();
        assertThat(names.may("claim", 0)).isFalse();
    }
}
