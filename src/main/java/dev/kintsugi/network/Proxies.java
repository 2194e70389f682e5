package dev.kintsugi.network;

import dev.kintsugi.domain.Problem;
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

    /// Makes one. Empty when there is one of that name. Throws a [Problem] when it cannot listen, and one whose cause is
    /// [OwnUpstream] when it would send to itself.
    public synchronized Optional<Proxy> add(String name, Address listen, Address upstream, boolean enabled) {
        if (all.containsKey(name)) {
            return Optional.empty();
        }
        refuseCircle(name, listen, upstream);
        var proxy = new Proxy(name, listen, upstream, draws);
        if (enabled) {
            proxy.enable();
        }
        all.put(name, proxy);
        return Optional.of(proxy);
    }

    /// Changes one; open connections are closed when its addresses change. Throws like [#add], and then a circle has
    /// changed nothing.
    public synchronized void change(Proxy proxy, Address listen, Address upstream, boolean enabled) {
        refuseCircle(proxy.name(), listen, upstream);
        if (!enabled) {
            proxy.disable();
        }
        if (!listen.resolved().equals(proxy.listen().resolved()) || !upstream.equals(proxy.upstream())) {
            proxy.move(listen, upstream);
        }
        if (enabled) {
            proxy.enable();
        }
    }

    private void refuseCircle(String name, Address listen, Address upstream) {
        if (circles(name, listen, upstream)) {
            throw new Problem("The proxy " + name + " cannot send to " + upstream,
                    "it would be its own upstream: what it gets would go round for ever", "Name the service behind it",
                    new OwnUpstream(name));
        }
    }

    /// Whether one of that name would send to itself, at once or by way of others.
    private boolean circles(String name, Address listen, Address upstream) {
        var to = upstream;
        for (int i = 0; i <= all.size(); i++) {
            if (to.reaches(listen)) {
                return true;
            }
            var at = to;
            var next = all.values().stream().filter(p -> !p.name().equals(name) && at.reaches(p.listen())).findFirst();
            if (next.isEmpty()) {
                return false;
            }
            to = next.get().upstream();
        }
        return true;
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
