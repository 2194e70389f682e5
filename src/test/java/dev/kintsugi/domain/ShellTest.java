package dev.kintsugi.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellTest {
    @Test
    void aWordIsQuotedOnlyWhereAShellWouldReadItOtherwise() {
        assertThat(Shell.word("target/tour", false)).isEqualTo("target/tour");
        assertThat(Shell.word("my tour", false)).isEqualTo("'my tour'");
        assertThat(Shell.word("it's$HOME", false)).isEqualTo("'it'\\''s$HOME'");
        assertThat(Shell.word("~x", false)).isEqualTo("'~x'");
        assertThat(Shell.word("C:\\labs", true)).isEqualTo("C:\\labs");
        assertThat(Shell.word("C:\\my labs", true)).isEqualTo("\"C:\\my labs\"");
    }
}
