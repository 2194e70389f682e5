package dev.kintsugi.workbench.policy;

import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/// A policy while it is composed: every pattern there is, outermost first, each on or off. Immutable.
///
/// @param base its name and what one turn may cost at most; its patterns are not looked at
record Draft(Policy base, List<Slot> slots) {
    Draft {
        slots = List.copyOf(slots);
    }

    /// The policy's patterns on, in its order; the others off, each after its usual outer neighbour.
    static Draft of(Policy policy) {
        var slots = new ArrayList<Slot>();
        policy.patterns().forEach(p -> slots.add(new Slot(p, true)));
        var usual = Policies.patterns().stream().map(Policies::pattern).toList();
        for (int i = 0; i < usual.size(); i++) {
            var pattern = usual.get(i);
            if (at(slots, pattern.name()) < 0) {
                slots.add(i == 0 ? 0 : at(slots, usual.get(i - 1).name()) + 1, new Slot(pattern, false));
            }
        }
        return new Draft(policy, slots);
    }

    private static int at(List<Slot> slots, String pattern) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).pattern().name().equals(pattern)) {
                return i;
            }
        }
        return -1;
    }

    int at(String pattern) { return at(slots, pattern); }

    /// What it comes to.
    Policy policy() { return base.with(base.name(), slots.stream().filter(Slot::on).map(Slot::pattern).toList()); }

    Draft moved(int from, int to) {
        var all = new ArrayList<>(slots);
        all.add(to, all.remove(from));
        return new Draft(base, all);
    }

    Draft set(int at, Slot slot) {
        var all = new ArrayList<>(slots);
        all.set(at, slot);
        return new Draft(base, all);
    }

    Draft on(Policy other) { return new Draft(other, slots); }

    Draft named(String name) { return on(base.with(name, List.of())); }
}
