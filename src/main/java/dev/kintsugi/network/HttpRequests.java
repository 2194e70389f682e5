package dev.kintsugi.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The requests of a connection: some are answered here, and the service never sees them. For one thread.
final class HttpRequests extends HttpSide {
    private static final byte[] GO_ON = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Hurts hurts;
    private final Back back;
    private byte @Nullable [] answer;
    private boolean last;

    /// What hurts a request.
    @FunctionalInterface
    interface Hurts {
        /// The first toxic of a direction that means the request and acts on it; null for none.
        @Nullable
        Stage first(Direction direction, HttpHead request);
    }

    /// The way back to the client.
    interface Back {
        void say(byte[] bytes) throws IOException;

        /// After what was said, the connection ends.
        void end() throws IOException;
    }

    HttpRequests(HttpTalk talk, Way on, Hurts hurts, Back back) {
        super(talk, HttpScan.REQUEST, on);
        this.hurts = hurts;
        this.back = back;
    }

    @Override
    boolean expects() { return talk.watches(); }

    @Override
    Course begin(HttpHead head, byte[] bytes) throws IOException {
        var instead = hurts.first(Direction.UPSTREAM, head);
        if (instead == null || !(instead.toxic() instanceof Toxic.Http(var _, var reply))) {
            talk.asked(new HttpTalk.Asked(head.method(), hurts.first(Direction.DOWNSTREAM, head)));
            pass(bytes);
            return new Course(HttpBody.ofRequest(head), false);
        }
        talk.settle();
        if (talk.isLost()) {
            pass(bytes);
            return new Course(HttpBody.ofRequest(head), false);
        }
        last = head.last();
        answer = reply.instead(head, last);
        if (head.says("expect", "100-continue")) {
            back.say(GO_ON);
        }
        return new Course(HttpBody.ofRequest(head), true);
    }

    @Override
    void finish() throws IOException {
        if (answer != null) {
            back.say(answer);
            answer = null;
            if (last) {
                back.end();
            }
        }
    }
}
