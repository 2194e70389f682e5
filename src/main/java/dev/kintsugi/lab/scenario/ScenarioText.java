package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Gets the text of a file that may come from a stranger. Stateless. Every trouble is a [Problem].
public final class ScenarioText {
    /// More than this is not even parsed: a YAML parser can spend seconds on a few megabytes.
    static final int MOST_BYTES = 1 << 20;

    private ScenarioText() {}

    public static String read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Problem("This scenario cannot be played", file + (Files.exists(file)
                    ? " is not a file"
                    : " does not exist"), "Check the path");
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw Source.problem(file.toString(), Place.START, "the file has more than " + MOST_BYTES + " bytes",
                        "Make it shorter: what a hundred steps need is less than a tenth of that");
            }
            return decode(file, bytes);
        } catch (IOException e) {
            throw new Problem("This scenario cannot be read", file + ": " + e.getMessage(),
                    "Check that you may read the file", e);
        }
    }

    private static String decode(Path file, byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Problem("This scenario cannot be read", file + ":1:1: the text is not in UTF-8",
                    "Save it again with the encoding UTF-8", e);
        }
    }
}
