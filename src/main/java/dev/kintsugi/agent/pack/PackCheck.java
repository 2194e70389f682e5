package dev.kintsugi.agent.pack;

import dev.kintsugi.domain.Problem;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Whether the parts of a pack fit together: what one names, another has. Throws a [Problem] that names both.
///
/// @param file what a person knows the pack by
record PackCheck(Pack pack, String file) {
    void check() {
        unique(Intent::id, pack.intents(), "intent");
        unique(Article::id, pack.articles(), "passage");
        var offers = pack.offers().stream().map(Offer::id).collect(Collectors.toSet());
        var entities = pack.entities().stream().map(Entity::name).collect(Collectors.toSet());
        pack.offers().forEach(offer -> demand(pack.intent(offer.yes()).isPresent(),
                "offer '" + offer.id() + "' begins intent '" + offer.yes() + "'"));
        demand(pack.phrases().offering().isEmpty() || offers.contains(pack.phrases().offering()),
                "phrases.offering names offer '" + pack.phrases().offering() + "'");
        for (var intent : pack.intents()) {
            intent.replies().forEach(reply -> demand(reply.offer().isEmpty() || offers.contains(reply.offer()),
                    "intent '" + intent.id() + "' makes offer '" + reply.offer() + "'"));
            intent.starts().forEach(name -> demand(entities.contains(name),
                    "intent '" + intent.id() + "' starts with entity '" + name + "'"));
            intent.plan().forEach(step -> fits(intent, step, entities));
        }
    }

    private void fits(Intent intent, Step step, Set<String> entities) {
        step.choices().forEach(name -> demand(entities.contains(name),
                "intent '" + intent.id() + "' needs entity '" + name + "'"));
        demand(step.call().isEmpty() || pack.tools().contains(step.call()),
                "intent '" + intent.id() + "' calls tool '" + step.call() + "'");
    }

    private <T> void unique(Function<T, String> name, Iterable<T> parts, String what) {
        var seen = new HashSet<String>();
        for (var part : parts) {
            if (!seen.add(name.apply(part))) {
                throw problem("there are two of " + what + " '" + name.apply(part) + "'", "Give one another id");
            }
        }
    }

    private void demand(boolean fine, String what) {
        if (!fine) {
            throw problem(what + ", which the pack does not have", "Correct the name, or add what is missing");
        }
    }

    private Problem problem(String why, String todo) {
        return new Problem("The knowledge pack of " + file + " does not fit together", why, todo);
    }
}
