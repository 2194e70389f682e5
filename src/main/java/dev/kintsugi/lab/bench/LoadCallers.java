package dev.kintsugi.lab.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Callers that each ask again as soon as the whole answer is there: on one thread, and as cheaply as can be, since what
/// they cost is taken from the server that they measure. Stateless.
final class LoadCallers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private LoadCallers() {}

    /// Lets them ask for a time, each at least once.
    ///
    /// @param requests one of each caller
    /// @return how many answers came
    /// @throws IOException when an answer is not a 200, or the server ends it or lets it wait
    static long ask(int port, List<byte[]> requests, Duration time) throws IOException {
        try (var selector = Selector.open()) {
            try {
                for (var request : requests) {
                    var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                    channel.configureBlocking(false).register(selector, SelectionKey.OP_READ,
                            new Line(channel, ByteBuffer.allocateDirect(request.length).put(request)));
                }
                return asked(selector, System.nanoTime() + time.toNanos());
            } finally {
                for (var key : selector.keys()) {
                    key.channel().close();
                }
            }
        }
    }

    private static long asked(Selector selector, long until) throws IOException {
        for (var key : selector.keys()) {
            line(key).ask();
        }
        var answers = 0L;
        var open = selector.keys().size();
        while (open > 0) {
            if (selector.select(PATIENCE.toMillis()) == 0) {
                throw new IOException("nothing came within " + PATIENCE.toSeconds() + " s");
            }
            for (var key : selector.selectedKeys()) {
                var line = line(key);
                if (!line.isWhole()) {
                    continue;
                }
                answers++;
                if (System.nanoTime() < until) {
                    line.ask();
                } else {
                    key.cancel();
                    open--;
                }
            }
            selector.selectedKeys().clear();
        }
        return answers;
    }

    private static Line line(SelectionKey key) { return (Line) key.attachment(); }

    /// One caller's connection.
    private static final class Line {
        private static final int MOST = 1 << 18;
        private static final String GOOD = "http/1.1 200 ";
        private static final String LENGTH = "\r\ncontent-length:";
        private static final byte[] HEAD_END = ascii("\r\n\r\n");
        private static final byte[] LAST_CHUNK = ascii("\r\n0\r\n\r\n");

        private final SocketChannel channel;
        private final ByteBuffer request;
        private final ByteBuffer in = ByteBuffer.allocateDirect(MOST);
        /// Where the body begins, 0 before that is known.
        private int body;
        /// Where it ends, negative for one in chunks.
        private int end;

        Line(SocketChannel channel, ByteBuffer request) throws IOException {
            this.channel = channel;
            this.request = request;
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }

        void ask() throws IOException {
            in.clear();
            body = 0;
            request.flip();
            while (request.hasRemaining()) {
                channel.write(request);
            }
        }

        /// Reads what has come; whether the answer is whole.
        boolean isWhole() throws IOException {
            if (!in.hasRemaining()) {
                throw new IOException("its answer does not end within " + MOST + " bytes");
            }
            var before = in.position();
            if (channel.read(in) < 0) {
                throw new EOFException("it closed the connection before the answer was whole");
            }
            if (body == 0) {
                head(Math.max(0, before - HEAD_END.length));
            }
            return body > 0 && (end < 0 ? endsWith(LAST_CHUNK) : in.position() >= end);
        }

        private void head(int from) throws IOException {
            for (var at = from; at + HEAD_END.length <= in.position(); at++) {
                if (is(HEAD_END, at)) {
                    body = at + HEAD_END.length;
                    understand();
                    return;
                }
            }
        }

        private void understand() throws IOException {
            var bytes = new byte[body];
            in.get(0, bytes);
            var head = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            if (!head.startsWith(GOOD)) {
                throw new IOException("it answered " + head.lines().findFirst().orElse(""));
            }
            var length = head.indexOf(LENGTH);
            end = length < 0 ? -1 : body + number(head, length + LENGTH.length());
        }

        private static int number(String head, int from) {
            return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
        }

        private boolean endsWith(byte[] wanted) { return is(wanted, in.position() - wanted.length); }

        private boolean is(byte[] wanted, int at) {
            for (var i = 0; i < wanted.length; i++) {
                if (at < 0 || in.get(at + i) != wanted[i]) {
                    return false;
                }
            }
            return true;
        }

        private static byte[] ascii(String text) { return text.getBytes(StandardCharsets.US_ASCII); }
    }
}
