package dev.kintsugi.gateway.openai;

import dev.kintsugi.agent.forward.UpstreamChat;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// A provider that answers every request with the bytes it was given, right or wrong, and ends as it was told.
final class RawProvider implements AutoCloseable {
    enum End {
        STAYS, FIN, RESET
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final UpstreamChat way;
    private volatile byte[] answer = {};
    private volatile End end = End.STAYS;
    private volatile String asked = "";
    private volatile boolean drops;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    RawProvider() throws IOException { this(Duration.ofSeconds(30)); }

    /// @param patience of whoever asks it
    RawProvider(Duration patience) throws IOException {
        way = new UpstreamChat(
                ProviderSettings.at("http://127.0.0.1:" + server.getLocalPort() + "/v1", Secret.NONE, "m")
                        .withTimeouts(patience, patience, patience));
        Thread.ofVirtual().start(this::accept);
    }

    UpstreamChat way() { return way; }

    /// The next request gets no answer: its connection is closed.
    void dropNext() { drops = true; }

    int requests() { return requests.get(); }

    /// Those that are open.
    int connections() { return connections.get(); }

    /// The last request's head.
    String asked() { return asked; }

    void answers(End then, byte[] bytes) {
        end = then;
        answer = bytes;
    }

    void answers(End then, String... parts) { answers(then, String.join("", parts).getBytes(StandardCharsets.UTF_8)); }

    /// A whole answer with its length.
    void answers(String head, byte[] body) {
        var all = new ByteArrayOutputStream();
        all.writeBytes((head + "content-length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        all.writeBytes(body);
        answers(End.STAYS, all.toByteArray());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        connections.incrementAndGet();
        try (socket) {
            while (request(socket)) {
                requests.incrementAndGet();
                if (drops) {
                    drops = false;
                    return;
                }
                socket.getOutputStream().write(answer);
                if (end == End.RESET) {
                    socket.setSoLinger(true, 0);
                }
                if (end != End.STAYS) {
                    return;
                }
            }
        } catch (IOException e) {
            return;
        } finally {
            connections.decrementAndGet();
        }
    }

    private boolean request(Socket socket) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        asked = head.toString().toLowerCase(Locale.ROOT);
        var length = asked.lines().filter(l -> l.startsWith("content-length: "))
                .mapToInt(l -> Integer.parseInt(l.substring(16))).findFirst().orElse(0);
        socket.getInputStream().readNBytes(length);
        return true;
    }

    @Override
    public void close() throws IOException {
        way.close();
        server.close();
    }
}
