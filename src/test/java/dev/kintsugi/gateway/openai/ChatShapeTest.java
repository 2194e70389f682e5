package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.openai.ChatAsk;
import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.domain.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An answer that says something and asks for tools is streamed with both.
class ChatShapeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"tools":[]}     | tool_calls
            {"functions":[]} | function_call
            """)
    void theWordsAreStreamedBeforeTheCallsForTools(String asked, String field) throws Exception {
        var tree = (ObjectNode) JSON.readTree(asked);
        var calls = JSON.readTree("[{\"id\":\"c\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]");
        var reply = ChatReply.own("Let me look.", List.of(), calls, "tool_calls", "m", Usage.NONE);
        var streamed = new ChatShape(new ChatAsk(tree, new byte[0], Map.of()), "id", 0).streamed(reply, true).all()
                .stream().map(e -> new String(e, StandardCharsets.UTF_8)).collect(Collectors.joining());
        assertThat(streamed.replaceAll("(?s)data: |\\n", ""))
                .contains("Let", "look.", "\"" + field + "\"", "\"name\":\"look\"")
                .doesNotContain("\"content\":null");
        assertThat(streamed.indexOf("look.")).isLessThan(streamed.indexOf("\"name\":\"look\""));
        assertThat(streamed).contains("\"finish_reason\":\"" + field);
    }
}
