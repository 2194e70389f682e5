package dev.kintsugi.gateway.events;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.WebSocket;
import dev.kintsugi.gateway.telemetry.Counts;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.watch.Watch;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// `GET /api/v1/events`: the log as it comes to disk, as server-sent events or over a WebSocket, of one session
/// (`?session=`) or of all. A listener that lost its stream goes on after the last id it had (`Last-Event-ID`, or
/// `?after=`): nothing is lost and nothing comes twice. Safe for many threads.
///
/// The id of a session's event is its sequence, good for ever. That of all sessions' events names this run of the
/// gateway; after a restart, or too far behind, a listener is told of the gap and goes on with what comes.
public final class Events implements AutoCloseable {
    private static final int MOST_LISTENERS = 256;

    private final Lab lab;
    private final Counts counts;
    private final Feed feed;
    private final Duration heartbeat;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Semaphore room = new Semaphore(MOST_LISTENERS);

    /// @param counts    is told who came back after losing a stream
    /// @param heartbeat how often a silent stream shows that it lives
    public Events(Lab lab, Counts counts, Duration heartbeat) { this(lab, counts, heartbeat, new Feed(lab)); }

    Events(Lab lab, Counts counts, Duration heartbeat, Feed feed) {
        this.lab = lab;
        this.counts = counts;
        this.feed = feed;
        this.heartbeat = heartbeat;
    }

    public void handle(Exchange exchange) throws InterruptedException {
        if (exchange.asksForWebSocket() && exchange.header("sec-websocket-key").filter(WebSocket::isKey).isEmpty()) {
            throw new Refused(400, "websocket_key", "",
                    "The key of a WebSocket is 16 bytes in base64, and this is none",
                    "Send a new Sec-WebSocket-Key, as every client of WebSockets does");
        }
        if (!room.tryAcquire()) {
            throw new Refused(429, "too_many_listeners", "", MOST_LISTENERS + " listen already", "Close one of them");
        }
        try {
            var session = exchange.query("session").map(Events::id);
            if (session.isPresent()) {
                one(exchange, session.get());
            } else {
                all(exchange);
            }
        } finally {
            room.release();
        }
    }

    private static SessionId id(String text) {
        try {
            return new SessionId(text);
        } catch (IllegalArgumentException e) {
            throw Refused.field("session", String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> given(Exchange exchange) {
        return exchange.header("last-event-id").or(() -> exchange.query("after")).filter(t -> !t.isEmpty());
    }

    private void one(Exchange exchange, SessionId session) throws InterruptedException {
        if (!lab.knows(session)) {
            throw new Refused(404, "unknown_session", "session", "There is no session '" + session + "'",
                    "GET /api/v1/sessions lists them");
        }
        var last = given(exchange).map(Events::sequence);
        var listener = new Late();
        try (var _ = watch(session, last.orElse(0L), listener)) {
            last.ifPresent(_ -> counts.cameBack(true));
            listener.begin(Listener.of(exchange));
            keepAlive(exchange, listener);
        } finally {
            listener.there.countDown();
        }
    }

    /// Lines may come before the head of the answer has left: they wait for it.
    private static final class Late {
        private final CountDownLatch there = new CountDownLatch(1);
        private volatile Listener listener = new Listener.Nobody();

        void begin(Listener who) {
            listener = who;
            there.countDown();
        }

        void tell(String id, String line) {
            try {
                there.await();
                listener.tell(id, line);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Refused(409, "interrupted", "", "The stream ends", "Listen again");
            }
        }
    }

    private Watch watch(SessionId session, long after, Late listener) {
        try {
            return lab.watchFrom(session, after,
                    line -> listener.tell(Long.toString(line.sequence()), line.line()));
        } catch (Problem e) {
            throw Refused.field("after", e.what() + ": " + e.why());
        }
    }

    /// Who asks for the head alone has it, and may ask for something else on the same connection.
    private static boolean listens(Exchange exchange) { return !exchange.method().equals("HEAD"); }

    private void keepAlive(Exchange exchange, Late late) throws InterruptedException {
        var gone = new CountDownLatch(1);
        exchange.onLeave(gone::countDown);
        while (listens(exchange) && !gone.await(heartbeat.toMillis(), TimeUnit.MILLISECONDS)) {
            late.listener.alive();
        }
        late.listener.close();
    }

    private static long sequence(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Refused.field("after", "The last event id of a session's stream is a number");
        }
        return Long.parseLong(text);
    }

    private void all(Exchange exchange) throws InterruptedException {
        var last = given(exchange).map(this::position);
        var position = last.orElseGet(feed::last);
        last.ifPresent(p -> counts.cameBack(feed.reaches(p)));
        try (var _ = feed.reading(); var listener = Listener.of(exchange)) {
            exchange.onLeave(() -> Thread.startVirtualThread(feed::wake));
            while (listens(exchange) && !exchange.hasLeft()) {
                if (!feed.reaches(position)) {
                    position = feed.last();
                    listener.gap(run + "-" + position);
                }
                var events = feed.after(position, heartbeat, exchange::hasLeft);
                for (var event : events) {
                    listener.add(run + "-" + event.position(), event.line());
                    position = event.position();
                }
                if (events.isEmpty()) {
                    listener.alive();
                }
                listener.flush();
            }
        }
    }

    /// Of another run it cannot be told what came since: -1.
    private long position(String text) {
        if (!text.matches("[0-9a-f]{8}-\\d{1,18}")) {
            throw Refused.field("after", "This is no event id of a stream of all sessions");
        }
        return text.startsWith(run + "-") ? Long.parseLong(text.substring(run.length() + 1)) : -1;
    }

    /// Listeners there are now.
    public int listeners() { return MOST_LISTENERS - room.availablePermits(); }

    @Override
    public void close() { feed.close(); }
}
