package dev.kintsugi.fault;

import dev.kintsugi.domain.model.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// How much a call carries. Immutable.
///
/// @param tokens of the whole prompt, with four for each message's frame and three for the reply's begin
/// @param bytes  of all messages in UTF-8
record Load(int tokens, int bytes) {
    static final Load NONE = new Load(0, 0);

    static Load of(String model, List<Message> messages, Shadow counter) {
        var tokens = 3;
        var bytes = 0;
        for (var message : messages) {
            tokens += 4 + counter.tokens(model, message.content());
            bytes += message.content().getBytes(StandardCharsets.UTF_8).length;
        }
        return new Load(tokens, bytes);
    }
}
