package dev.kintsugi.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void aSentenceBeginsWithACapitalButAPathOrAVariableStaysWhatItIs() {
        assertThat(Words.capital("another Kintsugi has it open")).isEqualTo("Another Kintsugi has it open");
        assertThat(Words.capital("either this/that")).isEqualTo("Either this/that");
        assertThat(Words.capital("lab/kintsugi.mv.db is a file")).isEqualTo("lab/kintsugi.mv.db is a file");
        assertThat(Words.capital("data\\file is full")).isEqualTo("data\\file is full");
        assertThat(Words.capital("http_proxy is set")).isEqualTo("http_proxy is set");
        assertThat(Words.capital("")).isEmpty();
    }
}
