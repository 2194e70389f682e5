package dev.kintsugi.gateway.toxiproxy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.network.Address;
import dev.kintsugi.network.Proxies;
import dev.kintsugi.network.Proxy;
import java.util.List;
import java.util.function.Consumer;

/// Makes proxies as asked. Stateless.
final class Populating {
    private Populating() {}

    /// A new one. Throws an [ApiError] when there is one of that name, or it cannot listen.
    static Proxy add(Proxies proxies, ProxyText.Asked asked) {
        refuseItself(proxies, asked.name(), asked.listen(), asked.upstream());
        try {
            var made = proxies.add(asked.name(), asked.listen(), asked.upstream(), asked.enabled())
                    .orElseThrow(() -> new ApiError(409, "proxy already exists"));
            asked.toxics().forEach(made::add);
            return made;
        } catch (Problem e) {
            throw cannotListen(e);
        }
    }

    static ApiError cannotListen(Problem e) { return new ApiError(500, e.what() + ": " + e.why()); }

    static void refuseItself(Proxies proxies, String name, Address listen, Address upstream) {
        if (proxies.circles(name, listen, upstream)) {
            throw ApiError.badBody("the proxy would be its own upstream");
        }
    }

    /// A list: one that is there already, at the same addresses, stays as it is; at others it is made anew.
    ///
    /// @param made is given each in turn, also when a later one cannot be made
    static void all(Proxies proxies, List<ProxyText.Asked> list, Consumer<Proxy> made) {
        list.forEach(asked -> refuseItself(proxies, asked.name(), asked.listen(), asked.upstream()));
        list.forEach(asked -> made.accept(put(proxies, asked)));
    }

    private static Proxy put(Proxies proxies, ProxyText.Asked asked) {
        var there = proxies.find(asked.name());
        if (there.isPresent() && there.get().listen().equals(asked.listen())
                && there.get().upstream().equals(asked.upstream())) {
            return there.get();
        }
        there.ifPresent(old -> proxies.remove(old.name()));
        return add(proxies, asked);
    }
}
