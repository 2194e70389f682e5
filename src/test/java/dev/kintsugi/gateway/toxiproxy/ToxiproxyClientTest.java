package dev.kintsugi.gateway.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Toxiproxy's own client for Java, unchanged.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ToxiproxyClientTest extends ToxiproxyRig {
    private ToxiproxyClient client;
    private Proxy proxy;

    @BeforeEach
    void connect() throws IOException {
        client = new ToxiproxyClient("127.0.0.1", door.port());
        proxy = client.createProxy("echo", "127.0.0.1:0", service.address().toString());
    }

    @Test
    void itMakesFindsMovesAndDeletesProxies() throws IOException {
        assertThat(proxy.getListen()).isEqualTo("127.0.0.1:" + port("echo"));
        assertThat(proxy.isEnabled()).isTrue();
        assertThat(echo(port("echo"), "hello")).isEqualTo("hello");
        assertThat(client.getProxies()).extracting(Proxy::getName).containsExactly("echo");
        assertThat(client.getProxy("echo").getUpstream()).isEqualTo(service.address().toString());
        assertThat(client.getProxyOrNull("nobody")).isNull();
        assertThat(client.version()).contains("2.");
        proxy.disable();
        assertThatThrownBy(() -> echo(port("echo"), "hello")).isInstanceOf(SocketException.class);
        proxy.enable();
        assertThat(echo(port("echo"), "again")).isEqualTo("again");
        proxy.setListen("127.0.0.1:0");
        assertThat(echo(port("echo"), "moved")).isEqualTo("moved");
        proxy.setUpstream("127.0.0.1:1");
        assertThat(echo(port("echo"), "nobody")).isEmpty();
        proxy.delete();
        assertThat(client.getProxies()).isEmpty();
        assertThatThrownBy(() -> client.getProxy("echo")).isInstanceOf(IOException.class)
                .hasMessageContaining("proxy not found");
    }

    @Test
    void itMakesChangesAndRemovesEveryToxic() throws IOException {
        var toxics = proxy.toxics();
        var latency = toxics.latency("slow", ToxicDirection.DOWNSTREAM, 100).setJitter(15);
        latency.setLatency(200);
        latency.setToxicity(0.5f);
        assertThat(toxics.get("slow", Latency.class).getLatency()).isEqualTo(200);
        assertThat(toxics.get("slow", Latency.class).getJitter()).isEqualTo(15);
        assertThat(toxics.get("slow").getToxicity()).isEqualTo(0.5f);
        toxics.bandwidth("narrow", ToxicDirection.UPSTREAM, 1000).setRate(2000);
        toxics.slowClose("late", ToxicDirection.DOWNSTREAM, 10).setDelay(20);
        toxics.timeout("gone", ToxicDirection.DOWNSTREAM, 10).setTimeout(20);
        toxics.slicer("cut", ToxicDirection.DOWNSTREAM, 10, 5).setSizeVariation(3);
        toxics.limitData("short", ToxicDirection.DOWNSTREAM, 7);
        toxics.resetPeer("rst", ToxicDirection.UPSTREAM, 1);
        assertThat(toxics.getAll()).extracting(t -> t.getName() + " " + t.getStream())
                .containsExactly("narrow UPSTREAM", "rst UPSTREAM", "slow DOWNSTREAM", "late DOWNSTREAM",
                        "gone DOWNSTREAM", "cut DOWNSTREAM", "short DOWNSTREAM");
        toxics.get("gone").remove();
        assertThat(toxics.getAll()).hasSize(6);
        assertThatThrownBy(() -> toxics.latency("slow", ToxicDirection.UPSTREAM, 1)).isInstanceOf(IOException.class)
                .hasMessageContaining("toxic already exists");
        client.reset();
        assertThat(toxics.getAll()).isEmpty();
        assertThat(echo(port("echo"), "healed")).isEqualTo("healed");
    }

    @Test
    void whatItMakesActs() throws IOException {
        proxy.toxics().limitData("short", ToxicDirection.DOWNSTREAM, 3);
        assertThat(echo(port("echo"), "hello")).isEqualTo("hel");
        client.reset();
        proxy.toxics().resetPeer("rst", ToxicDirection.DOWNSTREAM, 0);
        assertThatThrownBy(() -> echo(port("echo"), "hello")).isInstanceOf(SocketException.class);
        proxy.disable();
        client.reset();
        assertThat(echo(port("echo"), "enabled")).as("a reset enables").isEqualTo("enabled");
    }
}
