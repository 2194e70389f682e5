package dev.kintsugi.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What each toxic does to real connections.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ToxicTest extends ProxyRig {
    @Test
    void latencyDelaysEachPieceOnce() throws IOException {
        try (var service = new Service(Service.ECHO)) {
            var proxy = before(service);
            hurt(proxy, Direction.DOWNSTREAM, new Toxic.Latency(300, 0));
            try (var socket = connect(proxy)) {
                assertThat(millis(() -> ask(socket, "hello"))).isGreaterThanOrEqualTo(290);
                assertThat(millis(() -> {
                    for (int i = 0; i < 20; i++) {
                        socket.getOutputStream().write("again".getBytes());
                        socket.getOutputStream().flush();
                    }
                    assertThat(read(socket, 100)).isEqualTo("again".repeat(20));
                })).as("pipelined, not one after the other").isBetween(290L, 3_000L);
            }
        }
    }

    @Test
    void latencyOfBothDirectionsAddsUp() throws IOException {
        try (var service = new Service(Service.ECHO)) {
            var proxy = before(service);
            hurt(proxy, Direction.DOWNSTREAM, new Toxic.Latency(150, 20));
            hurt(proxy, Direction.UPSTREAM, new Toxic.Latency(150, 20));
            try (var socket = connect(proxy)) {
                assertThat(millis(() -> ask(socket, "hello"))).isGreaterThanOrEqualTo(255);
            }
        }
    }

    @Test
    void bandwidthTakesItsTimeAndLosesNothing() throws IOException {
        var all = bytes(60_000);
        try (var service = saying(all)) {
            var proxy = before(service);
            hurt(proxy, Direction.DOWNSTREAM, new Toxic.Bandwidth(100));
            try (var socket = connect(proxy)) {
                assertThat(millis(() -> assertThat(socket.getInputStream().readAllBytes()).isEqualTo(all)))
                        .isGreaterThanOrEqualTo(550);
            }
        }
    }

    @Test
    void slicerCutsWithoutLoss() throws IOException {
        var all = bytes(5_000);
        try (var service = saying(all)) {
            var proxy = before(service);
            hurt(proxy, Direction.DOWNSTREAM, new Toxic.Slicer(100, 50, 2_000));
            try (var socket = connect(proxy)) {
                assertThat(millis(() -> assertThat(socket.getInputStream().readAllBytes()).isEqualTo(all)))
                        .as("some 50 pieces, 2 ms each").isGreaterThanOrEqualTo(60);
            }
        }
    }

    @Test
    void limitDataPassesExactlySoMuch() throws IOException {
        var all = bytes(5_000);
        try (var service = saying(all)) {
            var proxy = before(service);
            hurt(proxy, Direction.DOWNSTREAM, new Toxic.LimitData(1_234));
            try (var socket = connect(proxy)) {
                assertThat(socket.getInputStream().readAllBytes()).hasSize(1_234).startsWith(all[0], all[1]);
            }
        }
    }

    @Test
    void whatWasCountedSurvivesAnUpdate() throws IOException {
        try (var service = new Service(Service.ECHO)) {
            var proxy = before(service);
            hurt(proxy, Direction.DOWNSTREAM, new Toxic.LimitData(8));
            try (var socket = connect(proxy)) {
                assertThat(ask(socket, "first")).isEqualTo("first");
                proxy.change(new ToxicRule("limit_data_downstream", Direction.DOWNSTREAM, 1, new Toxic.LimitData(10)));
                socket.getOutputStream().write("and more".getBytes());
                assertThat(new String(socket.getInputStream().readAllBytes())).isEqualTo("and m");
            }
        }
    }

    @Test
    void timeoutDropsEverythingAndClosesInTime() throws IOException {
        try (var service = new Service(Service.ECHO)) {
            var proxy = before(service);
            hurt(proxy, Direction.UPSTREAM, new Toxic.Timeout(300));
            try (var socket = connect(proxy)) {
                socket.getOutputStream().write("hello".getBytes());
                assertThat(millis(() -> assertThat(socket.getInputStream().read()).isEqualTo(-1)))
                        .isBetween(200L, 10_000L);
            }
        }
    }

    @Test
    void timeoutZeroHoldsUntilItIsTakenAwayAndThenCloses() throws IOException {
        try (var service = new Service(Service.ECHO)) {
            var proxy = before(service);
            hurt(proxy, Direction.DOWNSTREAM, new Toxic.Timeout(0));
            try (var socket = connect(proxy)) {
                socket.getOutputStream().write("hello".getBytes());
                socket.setSoTimeout(500);
                assertThatThrownBy(() -> socket.getInputStream().read()).hasMessageContaining("timed out");
                socket.setSoTimeout(PATIENCE);
                proxy.remove("timeout_downstream");
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void resetPeerSendsARst() throws IOException {
        try (var service = new Service(Service.ECHO)) {
            var proxy = before(service);
            hurt(proxy, Direction.DOWNSTREAM, new Toxic.ResetPeer(100));
            try (var socket = connect(proxy)) {
                socket.getOutputStream().write("hello".getBytes());
                assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
            }
        }
    }

    @Test
    void slowCloseDelaysTheEndAlone() throws IOException {
        try (var service = saying(bytes(100))) {
            var proxy = before(service);
            hurt(proxy, Direction.DOWNSTREAM, new Toxic.SlowClose(400));
            try (var socket = connect(proxy)) {
                assertThat(socket.getInputStream().readNBytes(100)).hasSize(100);
                assertThat(millis(() -> assertThat(socket.getInputStream().read()).isEqualTo(-1)))
                        .isGreaterThanOrEqualTo(300);
            }
        }
    }

    @Test
    void toxicityIsAShareOfConnectionsAndTheSameOnesWithTheSameSeed() throws IOException {
        try (var service = new Service(Service.ECHO)) {
            assertThat(hit(service)).isEqualTo(hit(service)).contains("x").contains(".");
        }
    }

    private String hit(Service service) throws IOException {
        var proxy = before(service);
        proxy.add(new ToxicRule("half", Direction.DOWNSTREAM, 0.5, new Toxic.LimitData(0)));
        var all = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            try (var socket = connect(proxy)) {
                all.append(ask(socket, "hello").isEmpty() ? 'x' : '.');
            }
        }
        proxies.remove(proxy.name());
        return all.toString();
    }

    @Test
    void theFirstFewAndEveryThird() throws IOException {
        try (var service = new Service(Service.ECHO)) {
            var proxy = before(service);
            proxy.add(new ToxicRule("some", Direction.DOWNSTREAM, 1, 2, 0, new Toxic.LimitData(0)));
            assertThat(answers(proxy, 4)).isEqualTo("xx..");
            proxy.heal();
            proxy.add(new ToxicRule("some", Direction.DOWNSTREAM, 1, 0, 3, new Toxic.LimitData(0)));
            assertThat(answers(proxy, 7)).isEqualTo("..x..x.");
            assertThat(proxy.traffic().acted()).containsEntry("limit_data", 4L);
        }
    }

    private static String answers(Proxy proxy, int connections) throws IOException {
        var all = new StringBuilder();
        for (int i = 0; i < connections; i++) {
            try (var socket = connect(proxy)) {
                all.append(ask(socket, "hello").isEmpty() ? 'x' : '.');
            }
        }
        return all.toString();
    }

    @Test
    void attributesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Toxic.Latency(-1, 0)).hasMessage("latency is 0 to 100000000000, not -1");
        assertThatThrownBy(() -> new Toxic.Slicer(10, 11, 0))
                .hasMessageContaining("size_variation is 0 to average_size");
        assertThatThrownBy(() -> new ToxicRule("a", Direction.UPSTREAM, 1.5, new Toxic.Noop()))
                .hasMessage("toxicity is 0 to 1, not 1.5");
        assertThatThrownBy(() -> new ToxicRule("a", Direction.UPSTREAM, Double.NaN, new Toxic.Noop()))
                .hasMessageContaining("toxicity");
    }
}
