package dev.kintsugi.store;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A JSON document as text, on its way into a JSON column. Immutable.
record Json(String text) {
    private static final JsonFactory READER = new JsonFactory();

    byte[] bytes() { return text.getBytes(StandardCharsets.UTF_8); }

    /// Whether it surely is one document. What escapes characters by number is left for the database to judge: an escape
    /// may be half of a character.
    boolean isSound() {
        if (text.contains("\\u")) {
            return false;
        }
        try (var reader = READER.createParser(text)) {
            var there = reader.nextToken() != null;
            reader.skipChildren();
            return there && reader.nextToken() == null;
        } catch (IOException _) {
            return false;
        }
    }
}
