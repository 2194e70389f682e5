package dev.kintsugi.report.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.ParserWords;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.EntryReader;
import java.util.List;
import java.util.Map;

/// Reads lines of a log back into entries. Stateless and safe for many threads.
public final class LogReader {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {
    };

    private LogReader() {}

    /// The parsed line. Throws `IllegalArgumentException` when it is not JSON.
    public static Map<String, Object> parse(String line) {
        try {
            var read = JSON.readValue(line, MAP);
            if (read == null) {
                throw new IllegalArgumentException("the line is no JSON object");
            }
            return read;
        } catch (MismatchedInputException e) {
            throw new IllegalArgumentException("the line is no JSON object", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the line is not JSON: " + ParserWords.of(e.getOriginalMessage()), e);
        }
    }

    /// The entries on a line, with what they stand for. Throws `IllegalArgumentException` when there is none.
    public static List<Entry> entries(String line) { return entry(line).parts(); }

    /// The entry on a line. Throws `IllegalArgumentException` when there is none.
    public static Entry entry(String line) { return EntryReader.read(parse(line)); }
}
