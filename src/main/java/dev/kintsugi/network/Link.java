package dev.kintsugi.network;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.chance.DrawKey;
import dev.kintsugi.domain.chance.Draws;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// One direction of a connection: its bytes go through the toxics in order, on one thread. Toxics may be changed at any
/// time by others: what waits for one that is gone goes on at once, and no byte is lost.
final class Link implements Runnable, HttpRequests.Back {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    /// What lets so much through does it in steps of so many milliseconds.
    private static final long STEP = 100;

    private final Connection connection;
    private final Direction direction;
    private final Socket to;
    private final Inlet inlet;
    private final OutputStream out;
    private final Draws draws;
    private final LongConsumer received;
    private final LongConsumer sent;
    private final Chain chain;
    private final HttpSide messages;
    /// Held while bytes go through the toxics: answers that are made here come from the other direction's thread.
    private final ReentrantLock flowing = new ReentrantLock();

    /// @param messages makes what looks for messages before the toxics
    Link(Connection connection, Direction direction, Socket from, Socket to, Draws draws, Traffic traffic,
            Function<Link, HttpSide> messages) throws IOException {
        this.connection = connection;
        this.direction = direction;
        this.chain = new Chain(connection, direction);
        this.to = to;
        this.inlet = new Inlet(from.getInputStream());
        this.out = to.getOutputStream();
        this.draws = draws;
        this.received = traffic.received(direction)::add;
        this.sent = traffic.sent(direction)::add;
        this.messages = messages.apply(this);
    }

    @Override
    public void run() {
        try {
            for (var piece = inlet.next(); piece != Piece.END; piece = inlet.next()) {
                received.accept(piece.length());
                messages.take(piece);
            }
            messages.end();
            finish();
            connection.ended();
        } catch (IOException e) {
            connection.broke(e);
        }
    }

    /// Takes the toxics as they are from now on.
    void update(List<ToxicRule> rules) {
        var before = chain.stages();
        var fresh = chain.replace(rules);
        if (before.stream().anyMatch(s -> s.acts && s.toxic() instanceof Toxic.Timeout && !chain.isKnown(s))) {
            connection.close();
        }
        fresh.forEach(this::begin);
    }

    /// Some act without waiting for bytes, or have to know when those arrived.
    private void begin(Stage stage) {
        if (stage.toxic() instanceof Toxic.Latency) {
            inlet.readAhead();
        }
        if (stage.toxic() instanceof Toxic.Timeout) {
            Thread.ofVirtual().name("network-timeout").start(() -> timeOut(stage));
        }
    }

    /// Closes the connection in time, unless the toxic is taken away before, which closes it too.
    private void timeOut(Stage stage) {
        var begun = System.nanoTime();
        while (chain.isKnown(stage)) {
            var seen = chain.version();
            if (stage.acts) {
                stage.act();
            }
            var ends = stage.acts && stage.toxic() instanceof Toxic.Timeout(var timeout) && timeout > 0
                    ? begun + timeout * MILLI
                    : System.nanoTime() + Chain.FOREVER;
            if (chain.await(ends, seen)) {
                connection.close();
            }
        }
    }

    /// Takes bytes through the toxics, and out.
    void carry(Piece piece) throws IOException {
        flowing.lock();
        try {
            flow(0, piece);
        } finally {
            flowing.unlock();
        }
    }

    private void finish() throws IOException {
        flowing.lock();
        try {
            tellEnd(System.nanoTime());
        } finally {
            flowing.unlock();
        }
    }

    @Override
    public void say(byte[] bytes) throws IOException { carry(new Piece(bytes, 0, bytes.length, System.nanoTime())); }

    @Override
    public void end() throws IOException {
        finish();
        connection.close();
    }

    /// The first toxic that is as wanted.
    Optional<Stage> first(Predicate<Stage> wanted) { return chain.stages().stream().filter(wanted).findFirst(); }

    boolean isThere(Stage stage) { return chain.isThere(stage); }

    /// Takes bytes through the toxics from one on, and out.
    private void flow(int from, Piece piece) throws IOException {
        var all = chain.stages();
        for (var i = from; i < all.size(); i++) {
            var stage = all.get(i);
            if (stage.acts && !(stage.toxic() instanceof Toxic.Noop) && !stage.rule().byRequest()) {
                through(stage, piece);
                return;
            }
        }
        out.write(piece.bytes(), piece.from(), piece.length());
        sent.accept(piece.length());
    }

    private void through(Stage stage, Piece piece) throws IOException {
        switch (stage.toxic()) {
            case Toxic.Latency _ -> {
                stage.act();
                var share = draw(stage, "jitter", Probability.ONE_PPM);
                LongSupplier due = () -> piece.at() + delay(stage, share);
                chain.held(stage, due);
                after(stage, piece.arrivedAt(due.getAsLong()));
            }
            case Toxic.Bandwidth _ -> narrow(stage, piece);
            case Toxic.Slicer _ -> sliced(stage, piece);
            case Toxic.LimitData(var bytes) -> limited(stage, bytes, piece);
            case Toxic.Timeout _ -> {
            }
            case Toxic.ResetPeer _ -> {
                if (!resets(stage, System.nanoTime())) {
                    after(stage, piece);
                }
            }
            case Toxic.SlowClose _,Toxic.Noop _,Toxic.Http _ -> after(stage, piece);
        }
    }

    /// On to whatever stands behind a toxic by now; where it is gone, its place is taken by the next.
    private void after(Stage stage, Piece piece) throws IOException {
        if (piece.length() > 0) {
            flow(chain.behind(stage), piece);
        }
    }

    /// @param share of the jitter, in parts per million
    private static long delay(Stage stage, int share) {
        return stage.toxic() instanceof Toxic.Latency(var latency, var jitter)
                ? Math.max(0, (latency - jitter) * MILLI + 2 * jitter * (MILLI / Probability.ONE_PPM) * share)
                : 0;
    }

    private int draw(Stage stage, String what, int below) {
        return draws.below(new DrawKey(connection.number(), direction.ordinal(), ++stage.draws,
                "network." + what + "." + stage.rule().name()), below);
    }

    private void narrow(Stage stage, Piece piece) throws IOException {
        var left = piece;
        while (left.length() > 0 && stage.toxic() instanceof Toxic.Bandwidth(var rate) && rate > 0) {
            stage.act();
            var size = (int) Math.min(left.length(), rate * STEP);
            stage.busyUntil = Math.max(System.nanoTime(), stage.busyUntil) + size * MILLI / rate;
            if (!chain.held(stage, () -> stage.busyUntil)) {
                break;
            }
            after(stage, left.part(0, size));
            left = left.rest(size);
        }
        after(stage, left);
    }

    private void sliced(Stage stage, Piece piece) throws IOException {
        var left = piece;
        while (left.length() > 0 && stage.toxic() instanceof Toxic.Slicer slicer && slicer.averageSize() > 0) {
            stage.act();
            var spread = (int) Math.min(2 * slicer.sizeVariation() + 1, Integer.MAX_VALUE);
            var wanted = slicer.averageSize() - slicer.sizeVariation() + draw(stage, "slice", spread);
            var size = (int) Math.clamp(wanted, 1, left.length());
            after(stage, left.part(0, size));
            left = left.rest(size);
            var next = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(slicer.delay());
            if (left.length() == 0 || !chain.held(stage, () -> next)) {
                break;
            }
        }
        after(stage, left);
    }

    private void limited(Stage stage, long bytes, Piece piece) throws IOException {
        var size = (int) Math.clamp(bytes - stage.passed, 0, piece.length());
        stage.passed += size;
        after(stage, piece.part(0, size));
        if (stage.passed >= bytes) {
            stage.act();
            connection.close();
        }
    }

    /// False when the toxic went before.
    private boolean resets(Stage stage, long begun) {
        if (!chain.held(stage,
                () -> stage.toxic() instanceof Toxic.ResetPeer(var timeout) ? begun + timeout * MILLI : begun)) {
            return false;
        }
        stage.act();
        connection.reset();
        return true;
    }

    /// The source has said all: after what delays that, the other side is told.
    private void tellEnd(long begun) throws IOException {
        for (var stage : chain.stages()) {
            switch (stage.toxic()) {
                case Toxic.SlowClose _ when chain.isThere(stage) -> {
                    stage.act();
                    chain.held(stage,
                            () -> stage.toxic() instanceof Toxic.SlowClose(var delay) ? begun + delay * MILLI : begun);
                }
                case Toxic.ResetPeer _ -> resets(stage, begun);
                // What swallows everything swallows the end too, until it closes the connection or is taken away.
                case Toxic.Timeout _ -> chain.held(stage, () -> System.nanoTime() + Chain.FOREVER);
                default -> {
                }
            }
        }
        if (!chain.isOver()) {
            to.shutdownOutput();
        }
    }

    /// The connection is over.
    void close() {
        chain.close();
        inlet.close();
    }
}
