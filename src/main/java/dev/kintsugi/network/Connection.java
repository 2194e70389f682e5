package dev.kintsugi.network;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A client's connection to the service behind a proxy. Safe for many threads.
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Proxy proxy;
    private final int number;
    private final Socket client;
    private final Socket service;
    private final Draws draws;
    private final HttpTalk talk = new HttpTalk();
    private final Link up;
    private final Link down;
    private final AtomicInteger open = new AtomicInteger(2);
    private final AtomicBoolean over = new AtomicBoolean();

    /// @param number from 1, in the order in which they were made
    Connection(Proxy proxy, int number, Socket client, Socket service, Draws draws) throws IOException {
        this.proxy = proxy;
        this.number = number;
        this.client = client;
        this.service = service;
        this.draws = draws;
        client.setTcpNoDelay(true);
        service.setTcpNoDelay(true);
        this.down = new Link(this, Direction.DOWNSTREAM, service, client, draws, proxy.traffic(),
                link -> new HttpReplies(talk, link::carry, link::isThere));
        this.up = new Link(this, Direction.UPSTREAM, client, service, draws, proxy.traffic(),
                link -> new HttpRequests(talk, link::carry, this::hurting, down));
    }

    int number() { return number; }

    void start() {
        Thread.ofVirtual().name("network-" + proxy.name()).start(up);
        Thread.ofVirtual().name("network-" + proxy.name()).start(down);
    }

    void update(List<ToxicRule> rules) {
        up.update(rules);
        down.update(rules);
        talk.watch(rules.stream().anyMatch(ToxicRule::byRequest));
    }

    /// Whether a toxic acts on this connection: drawn once, however often it is asked.
    boolean chosen(ToxicRule rule) { return rule.byRequest() || proxy.means(rule, number) && rolled(rule, number); }

    private boolean rolled(ToxicRule rule, int count) {
        var key = new DrawKey(count, 0, 0, "network.toxicity." + rule.name());
        return draws.ppm(key) < Math.round(rule.toxicity() * Probability.ONE_PPM);
    }

    /// The first toxic of a direction that acts on a request; null for none.
    private @Nullable Stage hurting(Direction direction, HttpHead request) {
        var link = direction == Direction.UPSTREAM ? up : down;
        var hurting = link.first(stage -> stage.toxic() instanceof Toxic.Http(var match, var _) && match.means(request)
                && acts(stage.rule()));
        hurting.ifPresent(stage -> acted(stage.rule()));
        return hurting.orElse(null);
    }

    /// Counts the request.
    private boolean acts(ToxicRule rule) {
        var count = proxy.asked(rule);
        return rule.means(count) && rolled(rule, count);
    }

    void acted(ToxicRule rule) {
        proxy.traffic().acted(rule);
        LOG.debug("{} of {} acts on connection {}", rule.name(), proxy.name(), number);
    }

    /// One direction has said all it had to say, and the other side knows.
    void ended() {
        if (open.decrementAndGet() == 0) {
            close();
        }
    }

    /// One side is gone without a word: the other is told the same way.
    void broke(IOException e) {
        if (!over.get()) {
            LOG.debug("connection {} of {} broke: {}", number, proxy.name(), e.getMessage());
            reset();
        }
    }

    /// Resets both sides: unsent bytes are dropped, and a RST leaves instead of a FIN.
    void reset() {
        lingerNot(client);
        lingerNot(service);
        close();
    }

    private static void lingerNot(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            LOG.trace("it is closed already", e);
        }
    }

    /// Closes both sides.
    void close() {
        if (over.compareAndSet(false, true)) {
            talk.close();
            up.close();
            down.close();
            close(client);
            close(service);
            proxy.over(this);
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing failed", e);
        }
    }
}
