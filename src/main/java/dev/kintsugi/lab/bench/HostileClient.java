package dev.kintsugi.lab.bench;

import dev.kintsugi.lab.bench.Hostile.Manner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

/// Sends one hostile request and reads what comes of it. Stateless.
final class HostileClient {
    /// Longer than anything that is asked for takes.
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final int MOST = 64 << 10;
    private static final int PIECES = 20;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    private HostileClient() {}

    /// What came back.
    ///
    /// @param status of the first answer, or `closed`, `reset`, `left` (by us) or `hang`
    /// @param text   the beginning of everything that came
    record Seen(String status, String text, Duration took) {
        boolean accepted() { return status.startsWith("2"); }

        boolean failed() { return status.startsWith("5"); }
    }

    static Seen send(int port, Hostile request) {
        var began = System.nanoTime();
        var all = new ByteArrayOutputStream();
        var end = "closed";
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            write(socket.getOutputStream(), request);
            if (request.manner() == Manner.RESETTING) {
                socket.setSoLinger(true, 0);
                return new Seen("left", "", Duration.ofNanos(System.nanoTime() - began));
            }
            socket.shutdownOutput();
            var buffer = new byte[8 << 10];
            for (var read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
                all.write(buffer, 0, Math.min(read, Math.max(0, MOST - all.size())));
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw new SocketTimeoutException("it never ends");
                }
            }
        } catch (SocketTimeoutException _) {
            end = "hang";
        } catch (IOException _) {
            end = "reset";
        }
        var text = all.toString(StandardCharsets.ISO_8859_1);
        var status = STATUS.matcher(text);
        return new Seen(!end.equals("hang") && status.lookingAt() ? status.group(1) : end, text,
                Duration.ofNanos(System.nanoTime() - began));
    }

    private static void write(OutputStream out, Hostile request) throws IOException {
        var bytes = request.bytes();
        if (request.manner() != Manner.DRIPPING) {
            out.write(bytes);
            return;
        }
        var size = Math.max(1, bytes.length / PIECES);
        for (var i = 0; i < bytes.length; i += size) {
            out.write(bytes, i, Math.min(size, bytes.length - i));
            out.flush();
        }
    }
}
