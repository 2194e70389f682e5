package dev.kintsugi.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How an exchange is handled: begun on the connection's loop and, where the handler wants so, gone on with on a thread of
/// its own. Whatever the handler does, the client is answered or the connection closed. Started once, on the loop.
final class Handling {
    private static final Logger LOG = LoggerFactory.getLogger(Handling.class);

    private final Exchange exchange;
    private volatile @Nullable Thread thread;
    private int refusal;
    private String why = "";

    Handling(Exchange exchange) { this.exchange = exchange; }

    /// No handler is to see it: it is answered with this error.
    void refusing(int status, String because) {
        this.refusal = status;
        this.why = because;
    }

    void start(Handler handler) {
        if (refusal != 0) {
            refuse(refusal, why);
            return;
        }
        try {
            exchange.aim();
        } catch (IllegalArgumentException e) {
            refuse(400, "The request's target is no path, or has escapes that make no sense");
            return;
        }
        begin(handler).ifPresent(this::onThread);
    }

    private void onThread(Handler rest) {
        var worker = Thread.ofVirtual().unstarted(() -> run(rest));
        thread = worker;
        worker.start();
    }

    /// Goes on with what was put off. From any thread.
    void goOn(Handler rest, boolean waits) {
        if (waits) {
            onThread(rest);
        } else if (!exchange.connection().channel().eventLoop().isShuttingDown()) {
            exchange.onLoop(() -> run(rest));
        }
    }

    /// Interrupts the thread that goes on with it, if there is one. From any thread.
    void interrupt() {
        var worker = thread;
        if (worker != null) {
            worker.interrupt();
        }
    }

    private Optional<Handler> begin(Handler handler) {
        try {
            var rest = handler.begin(exchange);
            if (rest.isEmpty() && !exchange.isLater()) {
                mustBeAnswered();
            }
            return rest;
        } catch (ClientGone e) {
            gone();
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            failed(e);
        }
        return Optional.empty();
    }

    private void run(Handler handler) {
        try {
            handler.handle(exchange);
            mustBeAnswered();
        } catch (ClientGone e) {
            gone();
        } catch (Exception | StackOverflowError | AssertionError e) {
            failed(e);
        } finally {
            thread = null;
            closeWhatIsOpen();
        }
    }

    private void gone() {
        LOG.debug("the client left before it was answered");
        close();
    }

    private void mustBeAnswered() {
        if (!exchange.isAnswered()) {
            LOG.atError().addKeyValue("path", exchange.path()).log("the handler did not answer");
            refuse(500, "The server did not answer");
        }
    }

    private void failed(Throwable e) {
        if (exchange.isClosing()) {
            LOG.debug("the server closed before it had answered", e);
            close();
            return;
        }
        LOG.atError().addKeyValue("path", exchange.path()).setCause(e).log("the handler failed");
        if (exchange.isAnswered()) {
            close();
        } else {
            refuse(500, "The server could not answer");
        }
    }

    private void close() { exchange.connection().channel().close(); }

    private void closeWhatIsOpen() {
        try {
            exchange.closeWhatIsOpen();
        } catch (Exception e) {
            LOG.debug("the client left before the end", e);
        }
    }

    private void refuse(int status, String because) {
        var said = exchange.connection().settings().refusals().refuse(status, because, exchange);
        exchange.reply(status, said.headers(), said.body().getBytes(StandardCharsets.UTF_8));
    }
}
