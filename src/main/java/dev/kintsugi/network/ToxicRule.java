package dev.kintsugi.network;

/// A toxic on a proxy. Immutable.
///
/// @param name      unique on its proxy
/// @param toxicity  the share of connections that it acts on, 0 to 1; drawn once for each connection. Here and below, of
///                  [Toxic.Http] the requests that it matches are meant, not the connections
/// @param first     acts on so many connections, counted since it was added, and then on none; 0 for no end. Toxiproxy has
///                  no such thing
/// @param every     acts on every so-manieth connection; 0 and 1 for each. Toxiproxy has no such thing
public record ToxicRule(String name, Direction direction, double toxicity, int first, int every, Toxic toxic) {
    public ToxicRule {
        if (!(toxicity >= 0 && toxicity <= 1)) {
            throw new IllegalArgumentException("toxicity is 0 to 1, not " + toxicity);
        }
        if (first < 0 || every < 0) {
            throw new IllegalArgumentException("first and every are whole numbers from 0 on");
        }
    }

    /// On every connection.
    public ToxicRule(String name, Direction direction, double toxicity, Toxic toxic) {
        this(name, direction, toxicity, 0, 0, toxic);
    }

    /// Whether it leaves no connection out but by chance.
    public boolean everyConnection() { return first == 0 && every <= 1 || byRequest(); }

    /// Whether it counts requests, not connections.
    public boolean byRequest() { return toxic instanceof Toxic.Http; }

    /// Whether it means the connection, or the request, of that number, from 1 since it was added.
    boolean means(int number) {
        var turn = Math.max(1, every);
        return number > 0 && number % turn == 0 && (first == 0 || number / turn <= first);
    }
}
