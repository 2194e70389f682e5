package dev.kintsugi.recovery.detect;

import dev.kintsugi.recovery.detect.Evidence.Backing;
import dev.kintsugi.recovery.detect.Fact.Amount;
import dev.kintsugi.recovery.detect.Fact.Day;
import dev.kintsugi.recovery.detect.Fact.Moment;
import dev.kintsugi.recovery.detect.Fact.Name;
import dev.kintsugi.recovery.detect.Fact.Reference;
import dev.kintsugi.recovery.detect.Fact.Source;
import dev.kintsugi.recovery.detect.Fact.Weekday;
import java.util.stream.Stream;

/// Whether evidence has a say in a claim at all. A model knows more of the world than it was given, and much of what it
/// says nobody here can check: such a claim is left alone. Stateless.
///
/// A claim can be checked when evidence speaks of its matter and says otherwise, or when the agent was given something
/// to go by and speaks of the user's or its house's own affairs.
final class Grounds {
    private static final int MATTER = 2;

    private Grounds() {}

    static boolean checkable(Fact claim, Case facts) {
        var sentence = facts.reply().sentenceAt(claim.start());
        if (facts.reply().has(Mark.EXAMPLE, sentence) && claim instanceof Amount) {
            return false;
        }
        if (facts.reply().has(Mark.SUPPOSES, sentence) && !(claim instanceof Reference)) {
            return conflicts(claim, facts) && facts.grounded();
        }
        return conflicts(claim, facts) || facts.grounded() && own(claim, sentence, facts);
    }

    /// Evidence of the same kind on the same matter. Where there is only a conversation to go by, the sentence's own words
    /// have to tell that, and more of them.
    private static boolean conflicts(Fact claim, Case facts) {
        var matter = facts.grounded() ? facts.matter(claim) : facts.sentence(claim);
        // a code tells by its form what it stands for
        int least = claim instanceof Reference r && r.kind() == Reference.Kind.CODE && facts.grounded()
                ? 1
                : facts.grounded() ? MATTER : MATTER + 1;
        return Stream.concat(facts.near(claim.getClass()).stream(), facts.known(claim.getClass()).stream())
                .anyMatch(b -> comparable(claim, b) && matter.shared(b) >= least);
    }

    private static boolean comparable(Fact claim, Backing backing) {
        return switch (claim) {
            case Amount amount -> ((Amount) backing.fact()).unit() == amount.unit() && amount.unit() != Fact.Unit.NONE;
            case Reference reference -> ((Reference) backing.fact()).kind() == reference.kind()
                    && (reference.kind() != Reference.Kind.CODE
                            || prefix(reference).equals(prefix((Reference) backing.fact())));
            case Day _,Moment _ -> true;
            case Weekday _,Name _,Source _ -> false;
        };
    }

    private static String prefix(Reference code) {
        int end = 0;
        while (end < code.key().length() && Character.isLetter(code.key().charAt(end))) {
            end++;
        }
        return code.key().substring(0, end);
    }

    private static boolean own(Fact claim, int sentence, Case facts) {
        int related = facts.related(facts.matter(claim), MATTER);
        var ours = facts.reply().has(Mark.OURS, sentence);
        return switch (claim) {
            case Source source -> Support.published(source);
            case Name _ -> related >= (ours ? 1 : MATTER);
            case Reference _ -> ours || related >= MATTER;
            case Amount _,Day _,Moment _,Weekday _ -> related >= MATTER || ours && related > 0;
        };
    }
}
