package dev.kintsugi.agent.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordVectorsTest {
    private static final int SIZE = 1536;

    @Test
    void textsThatShareWordsAreNearerThanTextsThatDoNot() {
        var asked = "How much is the deductible of my car insurance?";
        var right = near(asked, "Your car insurance has a deductible of 500 euros.");
        var wrong = near(asked, "The train from Lyon leaves at noon from platform four.");

        assertThat(right).isGreaterThan(0.3);
        assertThat(wrong).isLessThan(0.1);
    }

    @Test
    void formsOfAWordAreOneAndTheOrderOfWordsCountsALittle() {
        assertThat(near("the claims reviewed", "a claim reviews")).isGreaterThan(0.9);
        assertThat(near("dog bites man", "man bites dog")).isBetween(0.7, 0.99);
        assertThat(near("dog bites man", "dog bites man")).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "?", "the", "保険の請求", "🙂", "\ud800", "one two three four five six seven"})
    void everyTextHasAVectorOfLengthOneHoweverShort(String text) {
        for (var size : new int[]{1, 2, 3, SIZE}) {
            var vector = WordVectors.of(text, size);
            assertThat(vector).hasSize(size);
            assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
        }
    }

    /// Worked out by another MurmurHash3; people keep vectors from one version to the next.
    @Test
    void aVectorIsTheSameOnEveryMachine() {
        var vector = WordVectors.of("claim claim deductible", 8);

        assertThat(vector).containsExactly(WordVectors.of("Claims: claim, deductible!", 8));
        assertThat(vector).containsExactly(new float[]{0, 0, 0, -0.8909129f, -0.4062258f, 0, 0.2031129f, 0},
                within(1e-6f));
    }

    private static double near(String one, String other) {
        return dot(WordVectors.of(one, SIZE), WordVectors.of(other, SIZE));
    }

    private static double dot(float[] one, float[] other) {
        var sum = 0.0;
        for (var i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
