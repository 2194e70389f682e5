package dev.kintsugi.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A wire to a server that can be cut at the worst moment: after the server has done a COMMIT, before its answer
/// arrives.
final class CutWire implements AutoCloseable {
    private final ServerSocket door;
    private final int server;
    private final AtomicBoolean armed = new AtomicBoolean();
    private final AtomicInteger cuts = new AtomicInteger();

    CutWire(int server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() { return door.getLocalPort(); }

    /// Cuts at the next commit.
    void arm() { armed.set(true); }

    int cuts() { return cuts.get(); }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), server);
                Thread.ofVirtual().start(() -> carry(client, far, false));
                Thread.ofVirtual().start(() -> carry(far, client, true));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void carry(Socket from, Socket to, boolean answers) {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            var bytes = new byte[1 << 16];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (answers && new String(bytes, 0, read, StandardCharsets.ISO_8859_1).contains("COMMIT\0")
                        && armed.compareAndSet(true, false)) {
                    cuts.incrementAndGet();
                    return;
                }
                out.write(bytes, 0, read);
            }
        } catch (IOException _) {
            // The wire is down, as it should be.
        }
    }

    @Override
    public void close() throws IOException { door.close(); }
}
