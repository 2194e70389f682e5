package dev.kintsugi.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The requests that came with an id, so that each is done once. What was refused did nothing and may be sent again. Keeps
/// the 10,000 latest ids. Safe for many threads.
final class Requests {
    private static final int KEPT = 10_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private final Map<String, Optional<Answer>> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Answer>> eldest) { return size() > KEPT; }
    };
    private long duplicates;

    /// What may be refused.
    interface Act {
        Answer act() throws Refusal;
    }

    /// Does it unless a request of that id was done, or is being done: that is a refusal with 409.
    ///
    /// @param id empty for a request without one, which is always done
    Answer once(String id, Act act) throws Refusal {
        if (id.isEmpty()) {
            return act.act();
        }
        begin(id);
        Optional<Answer> done = Optional.empty();
        try {
            var answer = act.act();
            done = Optional.of(answer);
            return answer;
        } finally {
            end(id, done);
        }
    }

    private synchronized void begin(String id) throws Refusal {
        if (!ID.matcher(id).matches()) {
            throw Refusal.bad("a request id is 1 to 128 letters, digits, '.', '_', ':' or '-'");
        }
        var before = known.get(id);
        if (before != null) {
            duplicates++;
            throw new Refusal(409, 0, before.isPresent()
                    ? "the request " + id + " was done already and is not done again; GET /requests/" + id
                            + " tells what it was answered"
                    : "the request " + id + " is being done");
        }
        known.put(id, Optional.empty());
    }

    private synchronized void end(String id, Optional<Answer> done) {
        if (done.isPresent()) {
            known.replace(id, done);
        } else {
            known.remove(id);
        }
    }

    synchronized long duplicates() { return duplicates; }

    /// What became of a request.
    synchronized Answer fate(String id) throws Refusal {
        var answer = known.get(id);
        if (answer == null) {
            throw Refusal.unknown("no request of this id was done here");
        }
        ObjectNode told = JsonNodeFactory.instance.objectNode().put("request_id", id)
                .put("state", answer.isPresent() ? "done" : "under way");
        answer.ifPresent(a -> told.put("status", a.status()).set("answer", a.body()));
        return Answer.ok(told);
    }
}
