package dev.kintsugi.network;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.chance.Draws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens at one address and passes on what comes to another, through the toxics of each direction. Disabled, it refuses
/// connections; where nothing answers behind it, it closes them. Safe for many threads.
public final class Proxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);
    private static final int BACKLOG = 1024;
    private static final int CONNECT_MS = 30_000;
    /// Where there are too many open files, asking again at once helps nobody.
    private static final long A_MOMENT = 50_000_000;

    private final String name;
    private final Draws draws;
    private final Traffic traffic = new Traffic();
    private final AtomicInteger made = new AtomicInteger();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    /// Clients for whom nothing has answered yet.
    private final Set<Socket> waiting = ConcurrentHashMap.newKeySet();
    private final List<ToxicRule> rules = new ArrayList<>();
    /// How many connections there were when a toxic was added.
    private final Map<String, Integer> addedAt = new HashMap<>();
    /// Requests that were asked of a toxic for HTTP since it was added.
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private Address listen;
    private Address upstream;
    private @Nullable ServerSocket listening;
    private @Nullable Thread taking;

    /// Not yet enabled.
    ///
    /// @param listen port 0 for any free one, which it keeps
    /// @param draws  what its chance is drawn from: the same connections in the same order meet the same
    public Proxy(String name, Address listen, Address upstream, Draws draws) {
        this.name = name;
        this.listen = listen;
        this.upstream = upstream;
        this.draws = draws;
    }

    public String name() { return name; }

    /// Where it listens: as a number, with the real port, once it was enabled.
    public synchronized Address listen() { return listen; }

    public synchronized Address upstream() { return upstream; }

    public synchronized boolean enabled() { return listening != null; }

    /// What went through it.
    public Traffic traffic() { return traffic; }

    /// Connections that are open.
    public int open() { return connections.size(); }

    /// Listens from now on. Does nothing when it does already. Throws a [Problem] when the address is in use or none of
    /// this machine's.
    public synchronized void enable() {
        if (listening != null) {
            return;
        }
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            bind(socket);
            listening = socket;
            listen = new Address(listen.host(), socket.getLocalPort()).resolved();
            taking = Thread.ofVirtual().name("network-" + name).start(() -> accept(socket));
        } catch (IOException e) {
            throw new Problem("The proxy " + name + " cannot listen on " + listen, String.valueOf(e.getMessage()),
                    "End the program that uses the port, or choose another; port 0 takes any free one", e);
        }
    }

    private void bind(ServerSocket socket) throws IOException {
        try {
            socket.bind(new InetSocketAddress(listen.host(), listen.port()), BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Refuses connections from now on, and closes those that are open. When it returns, the port is free.
    public synchronized void disable() {
        if (listening != null && taking != null) {
            try {
                listening.close();
                taking.join(Duration.ofMillis(CONNECT_MS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            listening = null;
            taking = null;
        }
        waiting.forEach(Connection::close);
        connections.forEach(Connection::close);
    }

    /// Moves it. Open connections are closed; it listens at the new address when it did at the old.
    public synchronized void move(Address from, Address to) {
        var was = enabled();
        disable();
        listen = from;
        upstream = to;
        if (was) {
            enable();
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                var number = made.incrementAndGet();
                waiting.add(client);
                Thread.ofVirtual().name("network-" + name).start(() -> connect(client, number));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.warn("{} could not take a connection", name, e);
                    LockSupport.parkNanos(A_MOMENT);
                }
            }
        }
    }

    private void connect(Socket client, int number) {
        try {
            begin(client, upstream().connect(CONNECT_MS), number);
        } catch (IOException e) {
            LOG.info("{}: nothing answers at {}: {}", name, upstream(), e.getMessage());
            Connection.close(client);
        } finally {
            waiting.remove(client);
        }
    }

    private void begin(Socket client, Socket service, int number) throws IOException {
        try {
            begin(new Connection(this, number, client, service, draws));
        } catch (IOException e) {
            Connection.close(service);
            throw e;
        }
    }

    private void begin(Connection connection) {
        traffic.connected();
        synchronized (this) {
            if (listening == null) {
                connection.close();
                return;
            }
            connections.add(connection);
            connection.update(rules);
        }
        connection.start();
    }

    void over(Connection connection) { connections.remove(connection); }

    /// Its toxics, the upstream ones first, in the order in which they were added.
    public synchronized List<ToxicRule> toxics() {
        return rules.stream().sorted(Comparator.comparing(ToxicRule::direction)).toList();
    }

    public synchronized Optional<ToxicRule> toxic(String wanted) {
        return rules.stream().filter(r -> r.name().equals(wanted)).findFirst();
    }

    /// Adds a toxic, also to the connections that are open. False when there is one of that name.
    public synchronized boolean add(ToxicRule rule) {
        if (toxic(rule.name()).isPresent()) {
            return false;
        }
        rules.add(rule);
        addedAt.put(rule.name(), made.get());
        asked.put(rule.name(), new AtomicInteger());
        tell();
        return true;
    }

    /// Changes the toxic of that name. False when there is none.
    public synchronized boolean change(ToxicRule rule) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).name().equals(rule.name())) {
                rules.set(i, rule);
                tell();
                return true;
            }
        }
        return false;
    }

    /// Takes a toxic away. False when there is none of that name.
    public synchronized boolean remove(String wanted) {
        var gone = rules.removeIf(r -> r.name().equals(wanted));
        if (gone) {
            addedAt.remove(wanted);
            asked.remove(wanted);
            tell();
        }
        return gone;
    }

    /// Takes all toxics away.
    public synchronized void heal() {
        if (!rules.isEmpty()) {
            rules.clear();
            addedAt.clear();
            asked.clear();
            tell();
        }
    }

    private void tell() {
        var now = List.copyOf(rules);
        connections.forEach(c -> c.update(now));
    }

    /// Whether a toxic means the connection of that number. One for the first few, or for some, leaves those alone that
    /// were open when it came.
    synchronized boolean means(ToxicRule rule, int number) {
        return rule.everyConnection() || rule.means(number - addedAt.getOrDefault(rule.name(), 0));
    }

    /// The number of a request that a toxic for HTTP is asked about, from 1 since it was added.
    int asked(ToxicRule rule) {
        var count = asked.get(rule.name());
        return count == null ? 0 : count.incrementAndGet();
    }

    /// Disables it.
    @Override
    public void close() { disable(); }
}
