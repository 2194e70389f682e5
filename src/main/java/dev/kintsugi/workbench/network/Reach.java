package dev.kintsugi.workbench.network;

/// Who can reach the gateway.
enum Reach {
    /// Programs on this machine.
    HERE("This machine", "127.0.0.1"),
    /// Everybody on the network who shows the token.
    NETWORK("The network", "0.0.0.0");

    private final String words;
    private final String host;

    Reach(String words, String host) {
        this.words = words;
        this.host = host;
    }

    String words() { return words; }

    String host() { return host; }
}
