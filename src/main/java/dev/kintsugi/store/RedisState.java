package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.StateStore;
import dev.kintsugi.domain.store.StoreHealth;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.LabClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;

/// Session state in a Redis that several labs may share, with the keys and lives that [StateStore] names. Safe for use by many threads.
///
/// While Redis is away every question is answered at once by this process, so that turns go on; what was written
/// meanwhile is handed over when it is back, which is looked for every second. No method throws.
public final class RedisState implements StateStore {
    private static final Logger LOG = LoggerFactory.getLogger(RedisState.class);
    private static final Pattern FOREIGN = Pattern.compile("WRONGTYPE|not an integer");
    private static final int ANSWER_MS = 500;
    private static final int CONNECTIONS = 16;
    private static final int LOOK_MS = 1_000;

    private final RedisUrl url;
    private final RedisClient redis;
    private final LabClock clock;
    private final ScheduledExecutorService looking = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("redis").factory());
    private final Set<SessionId> forgotten = new LinkedHashSet<>();
    private final EmbeddedState meanwhile;
    private volatile @Nullable Problem trouble;

    private RedisState(RedisUrl url, LabClock clock) {
        this.url = url;
        this.clock = clock;
        this.meanwhile = new EmbeddedState(clock);
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(Duration.ofMillis(ANSWER_MS));
        this.redis = RedisClient.builder().hostAndPort(url.server()).clientConfig(url.config(ANSWER_MS))
                .poolConfig(pool).build();
    }

    /// Connects. A Redis that is not there now may come later: turns go on without it, and [#health()] says so.
    public static RedisState open(RedisUrl url) {
        var state = new RedisState(url, new ConversationClock());
        state.tried(state::writable);
        state.looking.scheduleWithFixedDelay(state::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        return state;
    }

    @Override
    public void state(SessionId session, String json) {
        tell(() -> put(StateKey.state(session), json), other -> other.state(session, json));
    }

    @Override
    public Optional<String> state(SessionId session) {
        return ask(() -> get(StateKey.state(session)), other -> other.state(session));
    }

    @Override
    public void checkpoint(SessionId session, String name, String json) {
        tell(() -> put(StateKey.checkpoint(session, name), json), other -> other.checkpoint(session, name, json));
    }

    @Override
    public Optional<String> checkpoint(SessionId session, String name) {
        return ask(() -> get(StateKey.checkpoint(session, name)), other -> other.checkpoint(session, name));
    }

    @Override
    public int failed(SessionId session) {
        return ask(() -> count(StateKey.failures(session), 1), other -> other.failed(session));
    }

    @Override
    public int failures(SessionId session) {
        return ask(() -> get(StateKey.failures(session)).map(RedisState::number).orElse(0),
                other -> other.failures(session));
    }

    private static int number(String text) { return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0; }

    @Override
    public int message(SessionId session) {
        return ask(() -> count(StateKey.messages(session), 1), other -> other.message(session));
    }

    @Override
    public void reset(SessionId session) {
        tell(() -> forget(session), other -> {
            other.reset(session);
            forgotten.add(session);
        });
    }

    private void put(StateKey key, String json) { put(key, json, key.life()); }

    private void put(StateKey key, String json, Duration left) {
        redis.set(key.text(), json, SetParams.setParams().px(left.toMillis()));
    }

    private Optional<String> get(StateKey key) { return ours(key, () -> Optional.ofNullable(redis.get(key.text()))); }

    private int count(StateKey key, long by) { return ours(key, () -> counted(key, by)); }

    /// A value that somebody else put under a key of the lab is worth nothing, and gives way.
    private <T> T ours(StateKey key, Supplier<T> body) {
        try {
            return body.get();
        } catch (JedisDataException e) {
            if (!FOREIGN.matcher(String.valueOf(e.getMessage())).find()) {
                throw e;
            }
            redis.del(key.text());
            return body.get();
        }
    }

    /// A counter lives from its first count: one that is not there is begun at zero with its life, in the same step.
    private int counted(StateKey key, long by) {
        try (var both = redis.multi()) {
            both.set(key.text(), "0", SetParams.setParams().nx().px(key.life().toMillis()));
            var count = both.incrBy(key.text(), by);
            both.exec();
            return Math.toIntExact(count.get());
        }
    }

    private void forget(SessionId session) {
        var keys = new ArrayList<>(List.of(StateKey.state(session).text(), StateKey.failures(session).text(),
                StateKey.messages(session).text()));
        var like = new ScanParams().match(StateKey.checkpoints(session) + "*").count(1_000);
        var cursor = ScanParams.SCAN_POINTER_START;
        do {
            var page = redis.scan(cursor, like);
            keys.addAll(page.getResult());
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        redis.del(keys.toArray(String[]::new));
    }

    private void tell(Runnable there, Consumer<EmbeddedState> here) {
        ask(() -> {
            there.run();
            return true;
        }, other -> {
            here.accept(other);
            return true;
        });
    }

    private <T> T ask(Supplier<T> there, Function<EmbeddedState, T> here) {
        if (trouble == null) {
            try {
                return there.get();
            } catch (JedisException e) {
                lost(e);
            }
        }
        synchronized (this) {
            return here.apply(meanwhile);
        }
    }

    private synchronized void lost(RuntimeException fault) {
        if (trouble == null) {
            LOG.warn("Redis at {} does not answer: {}", url, fault.getMessage());
            trouble = RedisTroubles.explain(fault, url);
        }
        redis.getPool().clear();
    }

    /// Looks whether Redis is there, and hands over what it missed.
    private void look() {
        tried(() -> {
            if (trouble == null) {
                redis.ping();
            } else {
                writable();
                handOver();
            }
        });
    }

    private void tried(Runnable body) {
        try {
            body.run();
        } catch (RuntimeException e) {
            lost(e);
        }
    }

    /// A copy that only reads, a full one, and one that lets us do nothing answer a ping. Nothing is written, but as if.
    private void writable() { redis.setrange(StateKey.NOBODY, 0, ""); }

    /// Counts are added to what Redis still knows; texts take the place of older ones.
    private synchronized void handOver() {
        var missed = meanwhile.entries();
        forgotten.forEach(this::forget);
        forgotten.clear();
        missed.forEach((key, kept) -> {
            if (key.counter()) {
                count(key, Long.parseLong(kept.value()));
            } else {
                put(key, kept.value(), Duration.between(clock.now(), kept.until()));
            }
            meanwhile.handedOver(key);
        });
        trouble = null;
        LOG.info("Redis at {} is back, {} values were handed over", url, missed.size());
    }

    @Override
    public StoreHealth health() { return new StoreHealth("Redis", url.place(), trouble); }

    @Override
    public void close() {
        looking.shutdownNow();
        redis.close();
    }
}
