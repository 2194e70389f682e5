package dev.kintsugi.lab.errands;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.network.Address;
import dev.kintsugi.network.Proxies;
import dev.kintsugi.network.Proxy;
import dev.kintsugi.services.Services;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The seven services with a proxy before each, among the lab's proxies while it is open. Safe for many threads.
final class Street implements AutoCloseable {
    private static final String PREFIX = "errands_";

    private final Proxies proxies;
    private final Services services;
    private final Map<String, Proxy> before = new TreeMap<>();

    /// Throws a [Problem] when they cannot be started.
    Street(ErrandsPlace place, long seed, Proxies proxies) {
        this.proxies = proxies;
        this.services = new Services(new Services.Settings(place.services(), seed, place.movies()),
                new ConversationClock());
        try {
            services.addresses().forEach((name, address) -> before.put(name.word(), proxy(name.word(), address,
                    place.proxies() == 0 ? 0 : place.proxies() + name.ordinal())));
        } catch (Problem e) {
            close();
            throw e;
        }
    }

    private Proxy proxy(String service, URI address, int port) {
        return proxies
                .add(PREFIX + service, new Address("127.0.0.1", port),
                        new Address(address.getHost(), address.getPort()),
                        true)
                .orElseThrow(() -> new Problem("The services cannot be started", "there is a proxy " + PREFIX + service
                        + " already", "Wait until the other run is over"));
    }

    /// Where a tool finds each service: at its proxy.
    Map<String, URI> bases() {
        var bases = new TreeMap<String, URI>();
        before.forEach((service, proxy) -> bases.put(service, URI.create("http://" + proxy.listen())));
        return bases;
    }

    Proxy before(String service) { return Objects.requireNonNull(before.get(service), service); }

    @Override
    public void close() {
        before.values().forEach(proxy -> proxies.remove(proxy.name()));
        services.close();
    }
}
