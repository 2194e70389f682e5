package dev.kintsugi.agent.provider;

import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.ObjectMappers;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads an answer that came whole although a stream was asked for, as servers that cannot stream send it: its message
/// is taken as one delta. Stateless.
final class WholeReply {
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private WholeReply() {}

    /// Throws `JsonProcessingException` for what is no JSON, and [ReplyPieces.Broken] for an error object.
    static ChatCompletionChunk read(InputStream body) throws IOException {
        var mapper = ObjectMappers.jsonMapper();
        var tree = tree(mapper, body);
        if (tree.hasNonNull("error")) {
            throw new ReplyPieces.Broken(tree);
        }
        if (!(tree instanceof ObjectNode reply) || !reply.path("choices").isArray()) {
            throw new OpenAIInvalidDataException("neither a stream nor a chat completion");
        }
        reply.get("choices").forEach(WholeReply::messageToDelta);
        return mapper.treeToValue(reply, ChatCompletionChunk.class);
    }

    /// Half an object is a cut, anything else that cannot be read is nonsense.
    private static JsonNode tree(JsonMapper mapper, InputStream body) throws IOException {
        try {
            return mapper.readTree(body.readNBytes(MAX_BYTES));
        } catch (JsonEOFException _) {
            throw new EOFException("half an answer");
        }
    }

    private static void messageToDelta(JsonNode choice) {
        if (choice instanceof ObjectNode object && object.hasNonNull("message")) {
            object.set("delta", object.remove("message"));
        }
    }
}
