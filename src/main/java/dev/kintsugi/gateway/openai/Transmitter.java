package dev.kintsugi.gateway.openai;

import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import dev.kintsugi.fault.wire.Step;
import dev.kintsugi.gateway.http.Body;
import dev.kintsugi.gateway.http.ClientGone;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.RawWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Plays the steps of a fault on the wire. What is due at the same time leaves together. For one reply and one thread.
final class Transmitter {
    private static final Duration SLICE = Duration.ofMillis(200);
    private static final long MILLISECOND = 1_000_000;

    private final Exchange exchange;
    private final LabClock clock;
    private @Nullable Body body;
    private long due = System.nanoTime();

    Transmitter(Exchange exchange, LabClock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    /// Sends a reply.
    ///
    /// @param ends    the pieces that say that the reply is complete, none when nothing says so
    /// @param settled is called once, before the first of them leaves, or else the last bytes, as a client may take
    ///                those for the end; at once when nothing waits
    /// @throws ClientGone when the client left before it was called
    void play(List<Step> steps, List<byte[]> ends, Runnable settled) throws InterruptedException {
        if (steps.stream().anyMatch(Step.Pause.class::isInstance)) {
            playInTime(steps, closing(steps, ends), settled);
            return;
        }
        settled.run();
        if (!whole(steps)) {
            for (var step : steps) {
                step(step);
            }
        }
    }

    private void playInTime(List<Step> steps, int closing, Runnable settled) throws InterruptedException {
        for (var i = 0; i < steps.size(); i++) {
            if (i == closing) {
                settled.run();
            }
            step(steps.get(i));
        }
    }

    private static int closing(List<Step> steps, List<byte[]> ends) {
        for (var i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.Data(var bytes) && ends.stream().anyMatch(end -> end == bytes)) {
                return i;
            }
        }
        return lastBytes(steps);
    }

    private static int lastBytes(List<Step> steps) {
        for (var i = steps.size() - 1; i > 0; i--) {
            if (steps.get(i) instanceof Step.Data || steps.get(i) instanceof Step.OpenChunk) {
                return i;
            }
        }
        return steps.size() - 1;
    }

    /// A plain reply needs no stream.
    private boolean whole(List<Step> steps) {
        if (steps.size() == 3 && steps.get(0) instanceof Step.Head(var status, var headers, var length)
                && steps.get(1) instanceof Step.Data(var bytes) && steps.get(2) instanceof Step.End
                && length == bytes.length) {
            exchange.reply(status, headers, bytes);
            return true;
        }
        return false;
    }

    private void step(Step step) throws InterruptedException {
        switch (step) {
            case Step.Head(var status, var headers, var length) -> body = exchange.stream(status, headers, length);
            case Step.Data(var bytes) -> Objects.requireNonNull(body).write(bytes);
            case Step.Pause(var time) -> pause(time);
            case Step.OpenChunk(var bytes, var announced) -> openChunk(bytes, announced);
            case Step.End _ -> Objects.requireNonNull(body).close();
            case Step.Cut _ -> raw().close();
            case Step.Reset _ -> raw().reset();
            case Step.Hold(var most) -> {
                var held = raw();
                hold(held, most);
                held.close();
            }
        }
    }

    private void openChunk(byte[] bytes, int announced) {
        var open = raw();
        open.write((Integer.toHexString(announced) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        open.write(bytes);
        open.close();
    }

    private RawWire raw() { return body == null ? exchange.raw() : body.raw(); }

    /// Waits until the time is due, counted from the last one, so that delays do not add up.
    private void pause(Duration time) {
        if (body != null) {
            body.flush();
        }
        due += time.toNanos();
        var left = Duration.ofNanos(due - System.nanoTime());
        while (left.isPositive()) {
            var slice = left.compareTo(SLICE) < 0 ? left : SLICE;
            clock.sleep(slice, WaitReason.INJECTED_DELAY);
            if (exchange.isDeserted()) {
                throw new ClientGone();
            }
            left = left.minus(slice);
        }
        var now = System.nanoTime();
        if (now < due - MILLISECOND || now > due + 50 * MILLISECOND) {
            due = now;
        }
    }

    /// A hold of no time at all is one until the client leaves, or an hour has passed.
    private static void hold(RawWire held, Duration most) throws InterruptedException {
        held.hold(most.isZero() ? Duration.ofHours(1) : most);
    }
}
