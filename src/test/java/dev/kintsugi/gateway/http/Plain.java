package dev.kintsugi.gateway.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// A client that sends exactly what it is told and shows exactly what comes back.
final class Plain implements AutoCloseable {
    private final Socket socket;

    Plain(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
    }

    void sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    Plain send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /// Everything until the server ends; `<reset>` at the end when it reset.
    String all() throws IOException { return new String(bytes(), StandardCharsets.UTF_8); }

    /// The same as it came.
    byte[] bytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (SocketException e) {
            bytes.writeBytes("<reset>".getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    /// Reads until this text has come.
    String until(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.UTF_8).contains(text)) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                throw new AssertionError("ended after: " + bytes.toString(StandardCharsets.UTF_8));
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    Plain noMoreToSend() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    @Override
    public void close() throws IOException { socket.close(); }
}
