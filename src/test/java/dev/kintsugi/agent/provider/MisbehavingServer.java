package dev.kintsugi.agent.provider;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A provider on a real socket that sends exactly the bytes a test tells it to, and then ends, cuts, resets or keeps
/// silent. Reads each request whole first, and remembers it. One request and one thread a connection; safe for many threads.
final class MisbehavingServer implements AutoCloseable {
    /// What it does once a request has come.
    interface Script {
        void play(Line line) throws Exception;
    }

    /// A request as it came. Header names in lower case.
    record Seen(String head, String body) {
        String header(String name) {
            return head.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip()).findFirst().orElse("");
        }

        String path() { return head.split(" ")[1]; }
    }

    /// The server's end of a connection.
    final class Line {
        private final Socket socket;
        private final Seen request;

        Line(Socket socket, Seen request) {
            this.socket = socket;
            this.request = request;
        }

        Seen request() { return request; }

        Line send(String text) throws IOException { return send(text.getBytes(StandardCharsets.UTF_8)); }

        Line send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        }

        /// A whole answer with its length.
        void answer(int status, String contentType, String body, String... headers) throws IOException {
            var length = body.getBytes(StandardCharsets.UTF_8).length;
            send("HTTP/1.1 " + status + " Whatever\r\nContent-Type: " + contentType + "\r\nContent-Length: " + length
                    + "\r\n" + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList()) + "\r\n"
                    + body);
        }

        /// The head of a stream that ends when the connection does.
        Line stream() throws IOException {
            return send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
        }

        /// The head of a stream in chunks.
        Line chunked() throws IOException {
            return send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        Line chunk(String text) throws IOException {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            return send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
        }

        Line event(String json) throws IOException { return send("data: " + json + "\n\n"); }

        Line says(String text) throws IOException { return event(Wire.says(text)); }

        /// Ends with RST instead of FIN.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /// Keeps the connection open and silent until the server closes or the client goes away.
        void silence() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // Whatever still comes does not matter.
            }
            gone.countDown();
        }
    }

    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch gone = new CountDownLatch(1);
    private final Script script;
    private final Thread accepting;

    MisbehavingServer(Script script) throws IOException {
        this.script = script;
        this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        this.accepting = Thread.ofVirtual().start(this::accept);
    }

    String url() { return "http://127.0.0.1:" + listening.getLocalPort() + "/v1"; }

    List<Seen> seen() { return seen; }

    /// Zero once a client left a silent line.
    CountDownLatch gone() { return gone; }

    private void accept() {
        try {
            while (true) {
                var socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            var request = read(in);
            if (request != null) {
                seen.add(request);
                script.play(new Line(socket, request));
            }
        } catch (IOException _) {
            // The client left.
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Seen read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        var text = head.toString(StandardCharsets.ISO_8859_1);
        var length = new Seen(text, "").header("content-length");
        var body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        return new Seen(text, new String(body, StandardCharsets.UTF_8));
    }

    /// Nobody listens any longer when it returns: a virtual thread that accepts lets go of the socket by itself, later.
    @Override
    public void close() {
        try {
            listening.close();
            join();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void join() {
        try {
            accepting.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
