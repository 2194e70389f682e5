package dev.kintsugi.network;

/// What is done to the bytes of one direction of a connection; types and attributes are Toxiproxy's. Immutable.
public sealed interface Toxic {
    /// Toxiproxy's name of the type.
    String type();

    /// Delays everything.
    ///
    /// @param latency milliseconds
    /// @param jitter  milliseconds by which the delay is shorter or longer, drawn anew for each piece
    record Latency(long latency, long jitter) implements Toxic {
        public Latency {
            ranges("latency", latency, "jitter", jitter);
        }

        @Override
        public String type() { return "latency"; }
    }

    /// Lets so much through.
    ///
    /// @param rate kilobytes (of 1,000 bytes) a second; 0 for no limit
    record Bandwidth(long rate) implements Toxic {
        public Bandwidth {
            range("rate", rate);
        }

        @Override
        public String type() { return "bandwidth"; }
    }

    /// Delays only the end of the stream.
    ///
    /// @param delay milliseconds
    record SlowClose(long delay) implements Toxic {
        public SlowClose {
            range("delay", delay);
        }

        @Override
        public String type() { return "slow_close"; }
    }

    /// Drops everything, and closes the connection. Taking it away closes the connection too.
    ///
    /// @param timeout milliseconds until it is closed; 0 for never
    record Timeout(long timeout) implements Toxic {
        public Timeout {
            range("timeout", timeout);
        }

        @Override
        public String type() { return "timeout"; }
    }

    /// Resets the connection (RST) when something comes.
    ///
    /// @param timeout milliseconds to wait before
    record ResetPeer(long timeout) implements Toxic {
        public ResetPeer {
            range("timeout", timeout);
        }

        @Override
        public String type() { return "reset_peer"; }
    }

    /// Cuts what comes into small pieces.
    ///
    /// @param averageSize   bytes of a piece; 0 for as they come
    /// @param sizeVariation bytes by which a piece is shorter or longer; less than the average
    /// @param delay         microseconds after each piece
    record Slicer(long averageSize, long sizeVariation, long delay) implements Toxic {
        public Slicer {
            range("average_size", averageSize);
            range("delay", delay);
            if (sizeVariation < 0 || sizeVariation > averageSize) {
                throw new IllegalArgumentException("size_variation is 0 to average_size, not " + sizeVariation);
            }
        }

        @Override
        public String type() { return "slicer"; }
    }

    /// Lets so many bytes through and closes the connection.
    record LimitData(long bytes) implements Toxic {
        public LimitData {
            range("bytes", bytes);
        }

        @Override
        public String type() { return "limit_data"; }
    }

    /// Answers requests in the service's place, or makes something else of its replies. Bytes that are no HTTP/1 go through as
    /// they are. Toxiproxy has no such thing.
    ///
    /// @param match which requests
    /// @param reply upstream: what the client hears, while the service hears nothing. Downstream: what becomes of the
    ///              service's reply, after it did what it was asked
    record Http(HttpMatch match, HttpReply reply) implements Toxic {
        @Override
        public String type() { return "http"; }
    }

    /// Does nothing.
    record Noop() implements Toxic {
        @Override
        public String type() { return "noop"; }
    }

    /// The largest number that an attribute takes: more than a year of milliseconds.
    long MOST = 100_000_000_000L;

    private static void ranges(String one, long first, String other, long second) {
        range(one, first);
        range(other, second);
    }

    private static void range(String name, long value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException(name + " is 0 to " + MOST + ", not " + value);
        }
    }
}
