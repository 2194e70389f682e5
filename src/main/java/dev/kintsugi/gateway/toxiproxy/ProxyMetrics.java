package dev.kintsugi.gateway.toxiproxy;

import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.network.Direction;
import dev.kintsugi.network.Proxies;
import dev.kintsugi.network.Proxy;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.function.BiFunction;

/// What goes through the proxies, for Prometheus: Toxiproxy's two measures, and on how many connections toxics acted.
/// Safe for many threads.
final class ProxyMetrics {
    private static final String[] LABELS = {"direction", "listener", "proxy", "upstream"};

    private final PrometheusRegistry registry = new PrometheusRegistry();

    ProxyMetrics(Proxies proxies) {
        bytes(proxies, "toxiproxy_proxy_received_bytes_total", "Bytes that came to a proxy",
                (proxy, direction) -> proxy.traffic().bytesReceived(direction));
        bytes(proxies, "toxiproxy_proxy_sent_bytes_total", "Bytes that left a proxy",
                (proxy, direction) -> proxy.traffic().bytesSent(direction));
        CounterWithCallback.builder().name("lab_toxics_acted_total")
                .help("Connections on which toxics acted, by type; of http, requests")
                .labelNames("proxy", "type").callback(counts -> proxies.list().forEach(proxy -> proxy.traffic().acted()
                        .forEach((type, times) -> counts.call(times, proxy.name(), type))))
                .register(registry);
    }

    private void bytes(Proxies proxies, String name, String help, BiFunction<Proxy, Direction, Long> measure) {
        CounterWithCallback.builder().name(name).help(help).labelNames(LABELS).callback(counts -> {
            for (var proxy : proxies.list()) {
                for (var direction : Direction.values()) {
                    counts.call(measure.apply(proxy, direction), direction.word(), proxy.listen().toString(),
                            proxy.name(), proxy.upstream().toString());
                }
            }
        }).register(registry);
    }

    void show(Exchange exchange) throws IOException {
        var out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
        exchange.reply(200, Map.of("content-type", PrometheusTextFormatWriter.CONTENT_TYPE), out.toByteArray());
    }
}
