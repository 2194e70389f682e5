package dev.kintsugi.agent.openai;

/// A way to ask for an answer: two of OpenAI's, and Anthropic's. They say the same in other shapes.
public enum Api {
    /// Chat completions.
    CHAT("/chat/completions", "messages"),
    /// Responses.
    RESPONSES("/responses", "input"),
    /// Anthropic's messages.
    MESSAGES("/messages", "messages");

    private final String path;
    private final String conversation;

    Api(String path, String conversation) {
        this.path = path;
        this.conversation = conversation;
    }

    /// Below the base, e.g. `/chat/completions`.
    public String path() { return path; }

    /// The parameter that holds the conversation.
    public String conversation() { return conversation; }
}
