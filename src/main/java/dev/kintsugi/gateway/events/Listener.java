package dev.kintsugi.gateway.events;

import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.http.Body;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.WebSocket;
import java.util.Map;

/// Somebody at the other end of a stream. Implementations are safe for many threads.
sealed interface Listener extends AutoCloseable permits Listener.Sse, Listener.Socket, Listener.Nobody {
    static Listener of(Exchange exchange) {
        if (exchange.asksForWebSocket()) {
            return new Socket(exchange.webSocket());
        }
        var body = exchange.stream(200, Answers.headers(exchange, "text/event-stream; charset=utf-8", Map.of()));
        body.write("retry: 1000\n");
        body.flush();
        return new Sse(body);
    }

    /// Adds an event; it leaves with the next flush at the latest.
    void add(String id, String line);

    void flush();

    default void tell(String id, String line) {
        add(id, line);
        flush();
    }

    /// Shows that the stream lives.
    void alive();

    /// Tells that events were missed which cannot be told any more.
    void gap(String id);

    @Override
    void close();

    /// Server-sent events. Only events end with an empty line: some readers take whatever ends so for an event.
    record Sse(Body body) implements Listener {
        @Override
        public void add(String id, String line) { body.write("id: " + id + "\ndata: " + line + "\n\n"); }

        @Override
        public void flush() { body.flush(); }

        @Override
        public void alive() {
            body.write(": alive\n");
            body.flush();
        }

        @Override
        public void gap(String id) {
            body.write("event: gap\nid: " + id + "\ndata: {}\n\n");
            body.flush();
        }

        @Override
        public void close() { body.close(); }
    }

    /// A WebSocket: one message an event, `{"id":…,"event":…}`.
    record Socket(WebSocket socket) implements Listener {
        @Override
        public void add(String id, String line) { socket.send("{\"id\":\"" + id + "\",\"event\":" + line + "}"); }

        @Override
        public void flush() {}

        @Override
        public void alive() { socket.ping(); }

        @Override
        public void gap(String id) { socket.send("{\"id\":\"" + id + "\",\"gap\":true}"); }

        @Override
        public void close() { socket.close(); }
    }

    /// Nobody yet.
    record Nobody() implements Listener {
        @Override
        public void add(String id, String line) {}

        @Override
        public void flush() {}

        @Override
        public void alive() {}

        @Override
        public void gap(String id) {}

        @Override
        public void close() {}
    }
}
