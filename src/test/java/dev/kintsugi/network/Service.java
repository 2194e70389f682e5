package dev.kintsugi.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A real server on loopback that does with each connection what a test says.
public final class Service implements AutoCloseable {
    private final ServerSocket listening;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    /// What is done with a connection.
    @FunctionalInterface
    public interface Behaviour {
        void serve(Socket socket) throws IOException;
    }

    /// Sends back what comes until it ends.
    public static final Behaviour ECHO = socket -> {
        socket.getInputStream().transferTo(socket.getOutputStream());
        socket.shutdownOutput();
    };

    public Service(Behaviour behaviour) {
        try {
            listening = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(behaviour));
    }

    private void accept(Behaviour behaviour) {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(behaviour, socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void serve(Behaviour behaviour, Socket socket) {
        try (socket) {
            behaviour.serve(socket);
        } catch (IOException _) {
            // the other side is gone
        }
    }

    public int port() { return listening.getLocalPort(); }

    public Address address() { return new Address("127.0.0.1", port()); }

    @Override
    public void close() {
        try {
            listening.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
