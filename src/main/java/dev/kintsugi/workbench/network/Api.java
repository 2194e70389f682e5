package dev.kintsugi.workbench.network;

/// Which interface a program asks: one of OpenAI's two, or Anthropic's.
enum Api {
    CHAT("Chat completions"), RESPONSES("Responses"), MESSAGES("Messages");

    private final String words;

    Api(String words) { this.words = words; }

    String words() { return words; }

    /// The base URL that its clients take: Anthropic's add the version themselves.
    ///
    /// @param url that of OpenAI's
    String base(String url) { return this == MESSAGES ? url.replaceFirst("/v1$", "") : url; }
}
