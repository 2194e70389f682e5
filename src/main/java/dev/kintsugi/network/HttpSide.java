package dev.kintsugi.network;

import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the messages of HTTP in one direction of a connection, while anything hurts them; else bytes go through as they
/// come. What is none goes through too, and a message is looked for where the next bytes begin. For one thread.
abstract class HttpSide {
    final HttpTalk talk;
    final Way on;
    private final HttpScan scan;
    private @Nullable HttpBody body;
    private boolean dropping;
    private long at;

    /// Where bytes go from here.
    @FunctionalInterface
    interface Way {
        void take(Piece piece) throws IOException;
    }

    HttpSide(HttpTalk talk, Pattern first, Way on) {
        this.talk = talk;
        this.scan = new HttpScan(first);
        this.on = on;
    }

    /// Whether a message may begin here.
    abstract boolean expects();

    /// A head is there. Gives what becomes of the message.
    ///
    /// @param bytes as they came
    abstract Course begin(HttpHead head, byte[] bytes) throws IOException;

    /// The message is over.
    abstract void finish() throws IOException;

    /// Of a message. Immutable.
    ///
    /// @param body     where it ends
    /// @param dropping whether it goes nowhere
    record Course(HttpBody body, boolean dropping) {}

    void take(Piece piece) throws IOException {
        at = piece.at();
        var left = piece;
        while (left.length() > 0) {
            if (body != null) {
                left = left.rest(through(body, left));
            } else if (expects()) {
                left = left.rest(scan.take(left.bytes(), left.from(), left.length()));
                if (scan.isWhole()) {
                    start();
                } else if (scan.isNone()) {
                    release();
                    on.take(left);
                    return;
                }
            } else {
                release();
                on.take(left);
                return;
            }
        }
    }

    private void start() throws IOException {
        var bytes = scan.bytes();
        var course = begin(HttpHead.of(bytes), bytes);
        dropping = course.dropping();
        body = course.body();
        over(course.body());
    }

    private int through(HttpBody of, Piece piece) throws IOException {
        var taken = of.take(piece.bytes(), piece.from(), piece.length());
        if (!dropping && taken > 0) {
            on.take(piece.part(0, taken));
        }
        over(of);
        return taken;
    }

    private void over(HttpBody of) throws IOException {
        if (of.isBroken()) {
            talk.lose();
        }
        if (of.isOver() || of.isBroken()) {
            body = null;
            finish();
        }
    }

    /// Passes bytes on that belong to where the last came from.
    final void pass(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            on.take(new Piece(bytes, 0, bytes.length, at));
        }
    }

    /// What was held to see whether it is a head.
    private void release() throws IOException {
        if (!scan.isEmpty()) {
            pass(scan.bytes());
        }
    }

    /// Nothing comes any more.
    void end() throws IOException { release(); }
}
