package dev.kintsugi.gateway.toxiproxy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.network.Proxies;
import dev.kintsugi.network.Proxy;
import java.util.List;

/// Makes proxies as asked. Stateless.
final class Populating {
    private Populating() {}

    /// A new one. Throws an [ApiError] when there is one of that name, or it cannot listen.
    static Proxy add(Proxies proxies, ProxyText.Asked asked) {
        refuseItself(asked);
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

    private static void refuseItself(ProxyText.Asked asked) {
        if (asked.listen().port() != 0 && asked.listen().equals(asked.upstream())) {
            throw ApiError.badBody("the proxy would be its own upstream");
        }
    }

    /// A list: one that is there already, at the same addresses, stays as it is; at others it is made anew.
    static List<Proxy> all(Proxies proxies, List<ProxyText.Asked> list) {
        list.forEach(Populating::refuseItself);
        return list.stream().map(asked -> {
            var there = proxies.find(asked.name());
            if (there.isPresent() && there.get().listen().equals(asked.listen())
                    && there.get().upstream().equals(asked.upstream())) {
                return there.get();
            }
            there.ifPresent(old -> proxies.remove(old.name()));
            return add(proxies, asked);
        }).toList();
    }
}
