package dev.kintsugi.workbench.network;

import dev.kintsugi.domain.model.Api;

/// How a program that speaks to OpenAI or to Anthropic is pointed at another base URL, ready to be pasted.
enum Language {
    CURL("curl") {
        @Override
        String chat(String base, String key) { return Curl.EXAMPLE.lines(Api.CHAT_COMPLETIONS, base, key); }

        @Override
        String responses(String base, String key) { return Curl.EXAMPLE.lines(Api.RESPONSES, base, key); }

        @Override
        String messages(String base, String key) { return Curl.EXAMPLE.lines(Api.MESSAGES, base, key); }
    },
    NODE("Node") {
        @Override
        String chat(String base, String key) { return """
                import OpenAI from "openai";

                const client = new OpenAI({ baseURL: "%s", apiKey: "%s" });
                const reply = await client.chat.completions.create({
                  model: "any",
                  messages: [{ role: "user", content: "%s" }],
                });
                console.log(reply.choices[0].message.content);
                """.formatted(base, key, QUESTION); }

        @Override
        String responses(String base, String key) { return """
                import OpenAI from "openai";

                const client = new OpenAI({ baseURL: "%s", apiKey: "%s" });
                const reply = await client.responses.create({
                  model: "any",
                  input: "%s",
                });
                console.log(reply.output_text);
                """.formatted(base, key, QUESTION); }

        @Override
        String messages(String base, String key) { return """
                import Anthropic from "@anthropic-ai/sdk";

                const client = new Anthropic({ baseURL: "%s", apiKey: "%s" });
                const reply = await client.messages.create({
                  model: "any",
                  max_tokens: 1024,
                  messages: [{ role: "user", content: "%s" }],
                });
                console.log(reply.content[0].text);
                """.formatted(base, key, QUESTION); }
    },
    PYTHON("Python") {
        @Override
        String chat(String base, String key) { return """
                from openai import OpenAI

                client = OpenAI(base_url="%s", api_key="%s")
                reply = client.chat.completions.create(
                    model="any",
                    messages=[{"role": "user", "content": "%s"}],
                )
                print(reply.choices[0].message.content)
                """.formatted(base, key, QUESTION); }

        @Override
        String responses(String base, String key) { return """
                from openai import OpenAI

                client = OpenAI(base_url="%s", api_key="%s")
                reply = client.responses.create(
                    model="any",
                    input="%s",
                )
                print(reply.output_text)
                """.formatted(base, key, QUESTION); }

        @Override
        String messages(String base, String key) { return """
                from anthropic import Anthropic

                client = Anthropic(base_url="%s", api_key="%s")
                reply = client.messages.create(
                    model="any",
                    max_tokens=1024,
                    messages=[{"role": "user", "content": "%s"}],
                )
                print(reply.content[0].text)
                """.formatted(base, key, QUESTION); }
    },
    JAVA("Java") {
        @Override
        String chat(String base, String key) { return """
                import com.openai.client.okhttp.OpenAIOkHttpClient;
                import com.openai.models.chat.completions.ChatCompletionCreateParams;

                var client = OpenAIOkHttpClient.builder().baseUrl("%s").apiKey("%s").build();
                var reply = client.chat().completions().create(ChatCompletionCreateParams.builder()
                        .model("any").addUserMessage("%s").build());
                System.out.println(reply.choices().getFirst().message().content().orElse(""));
                """.formatted(base, key, QUESTION); }

        @Override
        String responses(String base, String key) { return """
                import com.openai.client.okhttp.OpenAIOkHttpClient;
                import com.openai.models.responses.ResponseCreateParams;

                var client = OpenAIOkHttpClient.builder().baseUrl("%s").apiKey("%s").build();
                var reply = client.responses().create(ResponseCreateParams.builder()
                        .model("any").input("%s").build());
                reply.output().stream().flatMap(item -> item.message().stream())
                        .flatMap(message -> message.content().stream())
                        .forEach(part -> System.out.println(part.asOutputText().text()));
                """.formatted(base, key, QUESTION); }

        @Override
        String messages(String base, String key) { return """
                import com.anthropic.client.okhttp.AnthropicOkHttpClient;
                import com.anthropic.models.messages.MessageCreateParams;

                var client = AnthropicOkHttpClient.builder().baseUrl("%s").apiKey("%s").build();
                var reply = client.messages().create(MessageCreateParams.builder()
                        .model("any").maxTokens(1024).addUserMessage("%s").build());
                reply.content().stream().flatMap(block -> block.text().stream())
                        .forEach(text -> System.out.println(text.text()));
                """.formatted(base, key, QUESTION); }
    };

    static final String QUESTION = "Where is my claim INS-2024-9876?";

    private final String words;

    Language(String words) { this.words = words; }

    String words() { return words; }

    /// @param base as the clients of that interface take it
    /// @param key  what the caller shows: the gateway's token, or anything where none is asked for
    final String snippet(Api api, String base, String key) {
        return switch (api) {
            case CHAT_COMPLETIONS -> chat(base, key);
            case RESPONSES -> responses(base, key);
            case MESSAGES -> messages(base, key);
        };
    }

    abstract String chat(String base, String key);

    abstract String responses(String base, String key);

    abstract String messages(String base, String key);
}
