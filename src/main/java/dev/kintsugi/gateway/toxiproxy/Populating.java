package dev.kintsugi.gateway.toxiproxy;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.network.Address;
import dev.kintsugi.network.OwnUpstream;
import dev.kintsugi.network.Proxies;
import dev.kintsugi.network.Proxy;
import java.util.Locale;

/// Makes proxies as asked. Stateless.
final class Populating {
    private Populating() {}

    /// A new one. Throws an [ApiError] when there is one of that name, or it cannot listen.
    static Proxy add(Proxies proxies, ProxyText.Asked asked) {
        try {
            var made = proxies.add(asked.name(), asked.listen(), asked.upstream(), asked.enabled())
                    .orElseThrow(() -> new ApiError(409, "proxy already exists"));
            asked.toxics().forEach(made::add);
            return made;
        } catch (Problem e) {
            throw refused(asked.listen(), e);
        }
    }

    /// Why a proxy cannot be as asked; that it cannot listen, in the words of Toxiproxy's own library.
    static ApiError refused(Address listen, Problem e) {
        return e.getCause() instanceof OwnUpstream
                ? ApiError.badBody("the proxy would be its own upstream")
                : new ApiError(500, "listen tcp " + listen.resolved() + ": bind: " + e.why().toLowerCase(Locale.ROOT));
    }

    /// One that is there already, at the same addresses, stays as it is; at others it is made anew.
    static Proxy put(Proxies proxies, ProxyText.Asked asked) {
        var there = proxies.find(asked.name());
        if (there.isPresent() && there.get().listen().resolved().equals(asked.listen().resolved())
                && there.get().upstream().equals(asked.upstream())) {
            return there.get();
        }
        there.ifPresent(old -> proxies.remove(old.name()));
        return add(proxies, asked);
    }
}
