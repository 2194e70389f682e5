package dev.kintsugi.network;

import java.io.IOException;
import java.util.function.Predicate;

/// The replies of a connection: some become others on the way to the client. For one thread.
final class HttpReplies extends HttpSide {
    private static final int SWITCHING = 101;
    private static final int FINAL = 200;
    private static final int REDIRECT = 300;

    private final Predicate<Stage> there;
    private boolean answers;

    /// @param there whether a toxic is there and acts
    HttpReplies(HttpTalk talk, Way on, Predicate<Stage> there) {
        super(talk, HttpScan.REPLY, on);
        this.there = there;
    }

    /// A reply to what was asked before anybody looked is left alone.
    @Override
    boolean expects() { return !talk.isLost() && talk.next().isPresent(); }

    @Override
    Course begin(HttpHead head, byte[] bytes) throws IOException {
        var asked = talk.next().orElseThrow();
        var status = head.status();
        answers = status >= FINAL;
        if (status == SWITCHING || asked.method().equals("CONNECT") && answers && status < REDIRECT) {
            talk.lose();
        }
        var stage = asked.hurting();
        if (answers && !talk.isLost() && stage != null && there.test(stage)
                && stage.toxic() instanceof Toxic.Http(var _, var reply)) {
            pass(reply.over(head, asked.method()));
            return new Course(HttpBody.ofReply(head, asked.method()), reply.swallows(status));
        }
        pass(bytes);
        return new Course(HttpBody.ofReply(head, asked.method()), false);
    }

    /// Nobody gets a reply any more: what waits for one goes on.
    @Override
    void end() throws IOException {
        super.end();
        talk.lose();
    }

    @Override
    void finish() {
        if (answers) {
            talk.answered();
        }
    }
}
