package dev.kintsugi.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GracefulMessagesTest {
    @Test
    void everyKindOfMessageHasFiveVariantsInPlainWords() {
        for (var kind : MessageKind.values()) {
            assertThat(GracefulMessages.load().of(kind)).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates()
                    .allSatisfy(m -> assertThat(m)
                            .doesNotContainPattern("(?i)\\d|error|exception|timeout|api|http|null|token"));
        }
        assertThat(GracefulMessages.load().of(MessageKind.ACCESS)).allMatch(m -> m.contains("renew"))
                .noneMatch(m -> m.matches("(?i).*\\b(try again|try once more|ask me again)\\b.*"));
    }
}
