package dev.kintsugi.network;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;

/// A proxy in front of a real server, over real sockets.
abstract class ProxyRig {
    static final int PATIENCE = 30_000;
    final Proxies proxies = new Proxies(42);

    @AfterEach
    void closeProxies() { proxies.close(); }

    Proxy before(Service service) {
        return proxies.add("it", Address.parse("127.0.0.1:0"), service.address(), true).orElseThrow();
    }

    static Socket connect(Proxy proxy) throws IOException {
        var socket = new Socket("127.0.0.1", proxy.listen().port());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    static void hurt(Proxy proxy, Direction direction, Toxic toxic) {
        if (!proxy.add(new ToxicRule(toxic.type() + "_" + direction.word(), direction, 1, toxic))) {
            throw new IllegalStateException("there is one already");
        }
    }

    static byte[] bytes(int count) {
        var all = new byte[count];
        for (int i = 0; i < count; i++) {
            all[i] = (byte) (i * 31 + (i >> 8));
        }
        return all;
    }

    static String ask(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return read(socket, text.length());
    }

    static String read(Socket socket, int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), StandardCharsets.UTF_8);
    }

    static long millis(Timed timed) throws IOException {
        var begun = System.nanoTime();
        timed.run();
        return (System.nanoTime() - begun) / 1_000_000;
    }

    interface Timed {
        void run() throws IOException;
    }

    /// A server that says so much and ends.
    static Service saying(byte[] bytes) {
        return new Service(socket -> {
            socket.getOutputStream().write(Arrays.copyOf(bytes, bytes.length));
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    }
}
