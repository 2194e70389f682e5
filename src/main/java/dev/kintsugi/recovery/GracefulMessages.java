package dev.kintsugi.recovery;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The graceful messages by kind, several variants each, from `recovery/messages.yaml`. Immutable.
record GracefulMessages(Map<MessageKind, List<String>> variants) {
    private static final String FILE = "/recovery/messages.yaml";

    GracefulMessages {
        variants = Map.copyOf(variants);
    }

    static GracefulMessages load() { return Loaded.MESSAGES; }

    List<String> of(MessageKind kind) { return Objects.requireNonNull(variants.get(kind)); }

    /// Read once, when first needed.
    private static final class Loaded {
        static final GracefulMessages MESSAGES = read();

        private static GracefulMessages read() {
            try (var in = Objects.requireNonNull(GracefulMessages.class.getResourceAsStream(FILE), FILE)) {
                var byName = new YAMLMapper().readValue(in, new TypeReference<Map<String, List<String>>>() {
                });
                var byKind = new EnumMap<MessageKind, List<String>>(MessageKind.class);
                for (var kind : MessageKind.values()) {
                    byKind.put(kind, List.copyOf(Objects.requireNonNull(byName.get(kind.wire()), kind.wire())));
                }
                return new GracefulMessages(byKind);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
