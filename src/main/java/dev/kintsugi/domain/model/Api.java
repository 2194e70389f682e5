package dev.kintsugi.domain.model;

/// An interface by which a program asks for an answer: two of OpenAI's, and Anthropic's. They say the same in other shapes.
public enum Api {
    /// Chat completions.
    CHAT_COMPLETIONS("chat completions", "/chat/completions", "messages"),
    /// Responses.
    RESPONSES("responses", "/responses", "input"),
    /// Anthropic's messages.
    MESSAGES("messages", "/messages", "messages");

    private final String words;
    private final String path;
    private final String conversation;

    Api(String words, String path, String conversation) {
        this.words = words;
        this.path = path;
        this.conversation = conversation;
    }

    /// Its name in the midst of a sentence.
    public String words() { return words; }

    /// Below the base, e.g. `/chat/completions`.
    public String path() { return path; }

    /// The parameter that holds the conversation.
    public String conversation() { return conversation; }
}
