package dev.kintsugi.recovery.detect;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.model.Role;
import dev.kintsugi.domain.recovery.Detection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Finds a reply that leaves the subject: after a turn of phrase that changes it, nothing has to do any more with what
/// was asked, with the conversation, or with what the agent was given to know.
public final class OffTopicDetector implements Detector {
    public static final String NAME = "off topic";

    private static final int ENOUGH = 8;
    private static final int MOST = 8;
    private static final double RELATED = 0.2;
    private static final int MATTER = 3;

    @Override
    public Optional<Detection> check(Observation o) {
        var r = o.reading();
        for (var hit : r.hits(Mark.DRIFTS).stream().limit(MOST).toList()) {
            var rest = r.telling(hit.to(), r.size());
            if (rest.size() >= ENOUGH && !related(rest, r, hit, o)) {
                return Optional.of(new Detection(NAME, 0, Text.of("the reply leaves what the user asked about"),
                        r.start(hit.from()), o.reply().length(), Text.of("asked: " + o.question())));
            }
        }
        return Optional.empty();
    }

    private static boolean related(Set<String> rest, Reading r, Reading.Hit hit, Observation o) {
        var subject = new HashSet<String>();
        for (int i = 0; i < hit.from(); i++) {
            subject.add(r.known(i).stem());
        }
        o.conversation().stream().filter(m -> m.role() == Role.USER).forEach(
                m -> subject.addAll(o.knowledge().read("", m.content()).reading().telling()));
        var shared = rest.stream().filter(subject::contains).count();
        // an agent that was given nothing to know talks of the whole world: one word in common is enough
        return shared >= (o.knowledge().passages().isEmpty() ? 1 : Math.max(2, RELATED * rest.size()))
                || known(rest, o);
    }

    /// Whether one passage of the agent's knowledge speaks of much the same.
    private static boolean known(Set<String> rest, Observation o) {
        for (var passage : o.knowledge().passages()) {
            for (var context : passage.contexts()) {
                var shared = rest.stream().filter(context::contains).count();
                if (shared >= MATTER && shared >= RELATED * rest.size()) {
                    return true;
                }
            }
        }
        return false;
    }
}
