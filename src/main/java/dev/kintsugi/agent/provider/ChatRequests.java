package dev.kintsugi.agent.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionSystemMessageParam;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.chat.completions.ChatCompletionUserMessageParam;
import dev.kintsugi.domain.model.Message;
import dev.kintsugi.domain.model.ModelRequest;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolSpec;
import java.util.Map;

/// Says a model request in the provider's words: streamed, with usage at the end. Stateless.
final class ChatRequests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private ChatRequests() {}

    static ChatCompletionCreateParams of(ModelRequest request) {
        var params = ChatCompletionCreateParams.builder().model(request.model())
                .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
        request.messages().forEach(message -> params.addMessage(message(message)));
        request.tools().forEach(tool -> params.addTool(tool(tool)));
        if (request.maxTokens() > 0) {
            limit(params, request.model(), request.maxTokens());
        }
        return params.build();
    }

    /// OpenAI's reasoning models refuse `max_tokens`; everybody else's servers know only that.
    private static void limit(ChatCompletionCreateParams.Builder params, String model, int tokens) {
        if (model.matches("(o\\d|gpt-5).*")) {
            params.maxCompletionTokens(tokens);
        } else {
            params.maxTokens(tokens);
        }
    }

    private static ChatCompletionMessageParam message(Message message) {
        return switch (message.role()) {
            case SYSTEM -> ChatCompletionMessageParam
                    .ofSystem(ChatCompletionSystemMessageParam.builder().content(message.content()).build());
            case USER -> ChatCompletionMessageParam
                    .ofUser(ChatCompletionUserMessageParam.builder().content(message.content()).build());
            case ASSISTANT -> ChatCompletionMessageParam.ofAssistant(assistant(message));
            case TOOL -> ChatCompletionMessageParam.ofTool(ChatCompletionToolMessageParam.builder()
                    .toolCallId(message.toolCallId()).content(message.content()).build());
        };
    }

    private static ChatCompletionAssistantMessageParam assistant(Message message) {
        var said = ChatCompletionAssistantMessageParam.builder();
        if (!message.content().isEmpty() || message.toolCalls().isEmpty()) {
            said.content(message.content());
        }
        message.toolCalls().forEach(call -> said.addToolCall(call(call)));
        return said.build();
    }

    private static ChatCompletionMessageFunctionToolCall call(ToolCall call) {
        return ChatCompletionMessageFunctionToolCall.builder().id(call.id())
                .function(ChatCompletionMessageFunctionToolCall.Function.builder().name(call.name())
                        .arguments(call.arguments()).build())
                .build();
    }

    private static ChatCompletionFunctionTool tool(ToolSpec tool) {
        var parameters = FunctionParameters.builder();
        schema(tool).forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
        return ChatCompletionFunctionTool.builder().function(FunctionDefinition.builder().name(tool.name())
                .description(tool.description()).parameters(parameters.build()).build()).build();
    }

    private static Map<String, Object> schema(ToolSpec tool) {
        try {
            return JSON.readValue(tool.parameters(), OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the parameters of tool " + tool.name() + " are no JSON object", e);
        }
    }
}
