package dev.kintsugi.services;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.ParserWords;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A JSON array that a person wrote into a file, and the words for what is wrong with it. Immutable.
///
/// @param what   what cannot be read, e.g. `The films`
/// @param wayOut what to do then
public record JsonFile(Path file, String what, String wayOut) {
    private static final int DEEPEST = 20;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final int LARGEST = 4 * 1024 * 1024;

    /// Reads it. Throws a [Problem] when it is not there, too large, no JSON, or no array with something in it.
    ///
    /// @param most the most that may be in it
    public JsonNode array(int most) {
        try {
            if (Files.size(file) > LARGEST) {
                throw problem("it is larger than " + LARGEST / 1024 / 1024 + " MiB");
            }
            var read = JSON.readTree(Files.readAllBytes(file));
            if (!read.isArray() || read.isEmpty() || read.size() > most) {
                throw problem("it is no array of 1 to " + most);
            }
            return read;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new Problem(title(), at == null
                    ? words(e)
                    : "it is no JSON, line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + words(e),
                    wayOut, e);
        } catch (IOException e) {
            throw new Problem(title(), FileTrouble.words(e), wayOut, e);
        }
    }

    /// What a parser says, without what only its programmers understand.
    static String words(JsonProcessingException e) { return ParserWords.of(e.getOriginalMessage()); }

    /// The file is not as it should be.
    public Problem problem(String why) { return new Problem(title(), why, wayOut); }

    private String title() { return what + " of " + file + " cannot be used"; }
}
