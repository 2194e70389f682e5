package dev.kintsugi.workbench.network;

/// Which of OpenAI's two interfaces a program asks.
enum Api {
    CHAT("Chat completions"), RESPONSES("Responses");

    private final String words;

    Api(String words) { this.words = words; }

    String words() { return words; }
}
