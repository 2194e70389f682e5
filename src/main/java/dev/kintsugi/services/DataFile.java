package dev.kintsugi.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The services' own content. Stateless.
final class DataFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DataFile() {}

    /// A file of `resources/services`.
    static JsonNode read(String name) {
        try (var in = Objects.requireNonNull(DataFile.class.getResourceAsStream("/services/" + name), name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
