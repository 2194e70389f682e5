package dev.kintsugi.network;

import dev.kintsugi.domain.chance.Draws;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The proxies of a lab, by name. Safe for many threads.
public final class Proxies implements AutoCloseable {
    private final Map<String, Proxy> all = new TreeMap<>();
    private final Draws draws;

    /// @param seed what all chance in them is drawn from
    public Proxies(long seed) { this.draws = new Draws(seed); }

    /// Makes one. Empty when there is one of that name. Throws a [dev.kintsugi.domain.Problem] when it cannot listen.
    public synchronized Optional<Proxy> add(String name, Address listen, Address upstream, boolean enabled) {
        if (all.containsKey(name)) {
            return Optional.empty();
        }
        var proxy = new Proxy(name, listen, upstream, draws);
        if (enabled) {
            proxy.enable();
        }
        all.put(name, proxy);
        return Optional.of(proxy);
    }

    public synchronized Optional<Proxy> find(String name) { return Optional.ofNullable(all.get(name)); }

    /// All of them, by name.
    public synchronized List<Proxy> list() { return List.copyOf(all.values()); }

    /// Takes one away: its port is free when this returns. False when there is none of that name.
    public boolean remove(String name) {
        var gone = take(name);
        gone.ifPresent(Proxy::close);
        return gone.isPresent();
    }

    private synchronized Optional<Proxy> take(String name) { return Optional.ofNullable(all.remove(name)); }

    /// Takes every toxic away: everything goes through as if nothing stood between.
    public void heal() { list().forEach(Proxy::heal); }

    /// Enables every proxy and takes every toxic away.
    public void reset() {
        list().forEach(Proxy::enable);
        heal();
    }

    /// Closes all of them.
    @Override
    public void close() { list().forEach(proxy -> remove(proxy.name())); }
}
