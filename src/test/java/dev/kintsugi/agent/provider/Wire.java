package dev.kintsugi.agent.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;

/// What a well-behaved provider writes.
final class Wire {
    static final String STOP = "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m-1\","
            + "\"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}";
    static final String USAGE = "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m-1\","
            + "\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}";
    static final String DONE = "data: [DONE]\n\n";

    private Wire() {}

    /// Answers as it should.
    static void answers(MisbehavingServer.Line line) throws IOException {
        line.stream().says("Well.").event(STOP).send(DONE);
    }

    static String says(String text) { return delta("{\"content\":" + quoted(text) + "}", "null"); }

    static String delta(String delta, String finish) {
        return "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m-1\",\"choices\":["
                + "{\"index\":0,\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish + "}]}";
    }

    static String event(String json) { return "data: " + json + "\n\n"; }

    static String error(String message, String type, String code) {
        return "{\"error\":{\"message\":" + quoted(message) + ",\"type\":" + quoted(type) + ",\"param\":null,\"code\":"
                + (code == null ? "null" : quoted(code)) + "}}";
    }

    static String quoted(String text) { return JsonNodeFactory.instance.textNode(text).toString(); }
}
