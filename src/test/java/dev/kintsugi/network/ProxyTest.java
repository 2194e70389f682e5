package dev.kintsugi.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.domain.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Carrying bytes over real sockets.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ProxyTest extends ProxyRig {
    @Test
    void bytesComeThroughAsTheyAreAndAreCounted() throws IOException {
        var all = bytes(3_000_000);
        try (var service = new Service(Service.ECHO)) {
            var proxy = before(service);
            try (var socket = connect(proxy)) {
                var sent = CompletableFuture.runAsync(() -> send(socket, all));
                assertThat(socket.getInputStream().readAllBytes()).isEqualTo(all);
                sent.join();
            }
            assertThat(proxy.traffic().bytesReceived(Direction.UPSTREAM)).isEqualTo(all.length);
            assertThat(proxy.traffic().bytesSent(Direction.DOWNSTREAM)).isEqualTo(all.length);
            await().until(() -> proxy.open() == 0);
        }
    }

    private static void send(Socket socket, byte[] all) {
        try {
            socket.getOutputStream().write(all);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void halfAConnectionMayCloseAndTheAnswerStillComes() throws IOException {
        try (var service = new Service(socket -> {
            var said = socket.getInputStream().readAllBytes();
            socket.getOutputStream().write(("you said " + said.length).getBytes());
        })) {
            try (var socket = connect(before(service))) {
                socket.getOutputStream().write("hello".getBytes());
                socket.shutdownOutput();
                assertThat(new String(socket.getInputStream().readAllBytes())).isEqualTo("you said 5");
            }
        }
    }

    @Test
    void aResetIsPassedOn() throws IOException {
        try (var service = new Service(socket -> {
            socket.getInputStream().read();
            socket.setSoLinger(true, 0);
        })) {
            try (var socket = connect(before(service))) {
                socket.getOutputStream().write("hello".getBytes());
                assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
            }
        }
    }

    @Test
    void disabledItRefusesAndClosesWhatIsOpen() throws IOException {
        try (var service = new Service(Service.ECHO)) {
            var proxy = before(service);
            try (var socket = connect(proxy)) {
                assertThat(ask(socket, "hello")).isEqualTo("hello");
                proxy.disable();
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            assertThatThrownBy(() -> connect(proxy)).isInstanceOf(ConnectException.class);
            proxy.enable();
            try (var socket = connect(proxy)) {
                assertThat(ask(socket, "hello")).isEqualTo("hello");
            }
        }
    }

    @Test
    void whereNothingAnswersTheConnectionIsClosed() throws IOException {
        var service = new Service(Service.ECHO);
        var proxy = before(service);
        service.close();
        try (var socket = connect(proxy)) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void portsAreFreeAgainAndOnesInUseAreRefusedInWords() throws IOException {
        try (var service = new Service(Service.ECHO)) {
            var proxy = before(service);
            var port = proxy.listen().port();
            try (var socket = connect(proxy)) {
                assertThat(ask(socket, "hello")).isEqualTo("hello");
                assertThat(proxies.remove("it")).isTrue();
            }
            try (var again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThatThrownBy(() -> proxies.add("other", new Address("127.0.0.1", again.getLocalPort()),
                        service.address(), true)).isInstanceOf(Problem.class)
                        .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
                assertThat(proxies.find("other")).isEmpty();
            }
        }
    }

    @Test
    void toxicsThatComeAndGoUnderLoadLoseNoByte() throws Exception {
        var all = bytes(4_000_000);
        try (var service = new Service(Service.ECHO)) {
            var proxy = before(service);
            var over = new AtomicBoolean();
            var hurting = Thread.startVirtualThread(() -> {
                for (int i = 0; !over.get(); i++) {
                    var direction = Direction.values()[i % 2];
                    hurt(proxy, direction, switch (i % 4) {
                        case 0 -> new Toxic.Latency(5, 3);
                        case 1 -> new Toxic.Slicer(20_000, 5_000, 10);
                        case 2 -> new Toxic.Bandwidth(50_000);
                        default -> new Toxic.SlowClose(20);
                    });
                    pause(7);
                    if (i % 3 == 0) {
                        proxy.heal();
                    } else {
                        proxy.toxics().forEach(rule -> proxy.remove(rule.name()));
                    }
                }
            });
            try (var socket = connect(proxy)) {
                var sent = CompletableFuture.runAsync(() -> send(socket, all));
                var came = new ByteArrayOutputStream();
                socket.getInputStream().transferTo(came);
                sent.join();
                assertThat(came.toByteArray()).isEqualTo(all);
            } finally {
                over.set(true);
                hurting.join();
            }
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aReaderWhoDoesNotReadHoldsUpTheSenderAndNotTheMemory() throws Exception {
        var written = new AtomicLong();
        try (var service = new Service(socket -> {
            var piece = new byte[64 << 10];
            while (true) {
                socket.getOutputStream().write(piece);
                written.addAndGet(piece.length);
            }
        })) {
            var proxy = before(service);
            hurt(proxy, Direction.DOWNSTREAM, new Toxic.Latency(1, 0));
            try (var socket = connect(proxy)) {
                assertThat(socket.getInputStream().read()).isZero();
                var before = new long[1];
                await().pollInterval(500, TimeUnit.MILLISECONDS).atMost(60, TimeUnit.SECONDS).until(() -> {
                    var same = before[0] == written.get();
                    before[0] = written.get();
                    return same;
                });
                assertThat(written.get()).isLessThan(64 << 20);
            }
        }
    }

    @Test
    void aClientForWhomNothingAnswersYetIsNotLeftWhenItIsDisabled() throws IOException {
        // 192.0.2.0/24 is nobody's: connecting to it hangs, or fails at once where there is no network.
        var proxy = proxies.add("far", Address.parse("127.0.0.1:0"), new Address("192.0.2.1", 9), true).orElseThrow();
        try (var socket = connect(proxy)) {
            proxy.disable();
            assertThatCode(() -> socket.getInputStream().read()).satisfiesAnyOf(
                    thrown -> assertThat(thrown).isNull(),
                    thrown -> assertThat(thrown).isInstanceOf(SocketException.class));
        }
    }

    @Test
    void nothingGoesRoundInCircles() {
        var one = proxies.add("one", Address.parse("127.0.0.1:0"), Address.parse("127.0.0.1:9"), true).orElseThrow();
        var two = proxies.add("two", Address.parse("127.0.0.1:0"), one.listen(), true).orElseThrow();
        for (var itself : new Address[]{two.listen(), one.listen(), new Address("localhost", one.listen().port()),
                new Address("0.0.0.0", one.listen().port())}) {
            assertThatThrownBy(() -> proxies.change(one, one.listen(), itself, false)).isInstanceOf(Problem.class)
                    .hasMessageContaining("its own upstream").hasCauseInstanceOf(OwnUpstream.class);
            assertThat(one.enabled()).as("nothing of it was done").isTrue();
        }
        proxies.change(two, two.listen(), Address.parse("127.0.0.1:10"), true);
        proxies.change(one, one.listen(), two.listen(), true);
        assertThat(one.upstream()).isEqualTo(two.listen());
    }

    @Test
    void manyConnectionsAtOnce() throws IOException {
        try (var service = new Service(Service.ECHO)) {
            var proxy = before(service);
            hurt(proxy, Direction.DOWNSTREAM, new Toxic.Latency(10, 5));
            var sockets = new ArrayList<Socket>();
            for (int i = 0; i < 400; i++) {
                sockets.add(connect(proxy));
            }
            for (var socket : sockets) {
                socket.getOutputStream().write("hello".getBytes());
            }
            for (var socket : sockets) {
                assertThat(read(socket, 5)).isEqualTo("hello");
                socket.close();
            }
            assertThat(proxy.traffic().connections()).isEqualTo(400);
            await().until(() -> proxy.open() == 0);
        }
    }

    @Test
    void addressesAreReadStrictly() {
        assertThat(Address.parse("localhost:80")).isEqualTo(new Address("localhost", 80));
        assertThat(Address.parse(":0")).isEqualTo(new Address("127.0.0.1", 0));
        assertThat(Address.parse("[::1]:5432")).hasToString("[::1]:5432");
        for (var bad : new String[]{"", "localhost", "::1:80", "host:99999", "host:-1", "a b:1", "http://host:1",
                "user@host:1"}) {
            assertThatThrownBy(() -> Address.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
