package dev.kintsugi.domain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Lines from elsewhere, that somebody may have made up.
class EntryReaderTest {
    private static Map<String, Object> line(String type, Object body) {
        var line = new HashMap<String, Object>(
                Map.of("session", "s", "turn", 1, "seq", 1, "lab", 1, "wall", 1, "cause", 0, "type", type));
        line.put("body", body);
        return line;
    }

    static List<String> types() { return EventTypes.members(LabEvent.class).map(EventTypes::name).toList(); }

    @ParameterizedTest
    @MethodSource("types")
    void aBodyThatIsNoneIsRefused(String type) {
        for (var body : new Object[]{null, "x", 7, true, List.of()}) {
            assertThatIllegalArgumentException().isThrownBy(() -> EntryReader.read(line(type, body)))
                    .withMessageContaining("body");
        }
    }

    /// What an event cannot be without is told; nothing else comes out of a reader of strange lines.
    @ParameterizedTest
    @MethodSource("types")
    void anEmptyBodyIsReadOrRefused(String type) {
        try {
            assertThat(EntryReader.read(line(type, Map.of())).event()).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("null").message().isNotBlank();
        }
    }

    @Test
    void aListHoldsNoNulls() {
        var body = Map.of("steps", Arrays.asList((Object) null), "rolls", Arrays.asList((Object) null), "decision",
                Map.of("rolls", Arrays.asList((Object) null)));
        assertThatIllegalArgumentException().isThrownBy(() -> EntryReader.read(line("decided", body)));
    }
}
