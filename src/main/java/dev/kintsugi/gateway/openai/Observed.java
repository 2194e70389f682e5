package dev.kintsugi.gateway.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.wire.Step;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What of a reply's text reaches the client. Immutable.
///
/// @param dialect in which it is answered
record Observed(Dialect dialect) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The text that is left of it: of a stream what its sound chunks say, of a body that cannot be read its bytes.
    String of(List<Step> steps, boolean streamed, String text, Ending ending) {
        if (ending == Ending.REPLY) {
            return text;
        }
        var bytes = new ByteArrayOutputStream();
        for (var step : steps) {
            if (step instanceof Step.Data(var piece)) {
                bytes.writeBytes(piece);
            }
        }
        var all = bytes.toString(StandardCharsets.UTF_8);
        return streamed && ending != Ending.ERROR ? said(all) : all;
    }

    /// What the sound chunks of a stream say.
    String said(List<byte[]> events) {
        var all = new ByteArrayOutputStream();
        events.forEach(all::writeBytes);
        return said(all.toString(StandardCharsets.UTF_8));
    }

    private String said(String events) {
        var text = new StringBuilder();
        for (var line : events.split("\n")) {
            if (line.startsWith("data:")) {
                text.append(content(line.substring(5)));
            }
        }
        return text.toString();
    }

    private String content(String json) {
        try {
            return dialect.words(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
