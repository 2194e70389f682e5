package dev.kintsugi.lab.people;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.people.Approval;
import dev.kintsugi.domain.people.ApprovalRequest;
import dev.kintsugi.domain.people.Handoff;
import dev.kintsugi.domain.people.Help;
import dev.kintsugi.domain.people.People;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.WaitReason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/// The queue of what waits for people: approvals and handoffs, oldest first. Safe for use by many threads.
///
/// While nobody attends the desk nothing is waited for: an approval is a no at once, and nobody takes a case. Deciding
/// throws a [Problem] when the case is not there any more.
public final class PeopleDesk implements People {
    /// How long a person who took a case may take to answer, in lab time.
    public static final Duration TAKEN = Duration.ofMinutes(30);

    private final Map<String, Open<?>> open = new LinkedHashMap<>();
    private final List<Consumer<List<Case>>> watchers = new CopyOnWriteArrayList<>();
    private int attending;

    private static final class Open<T> {
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final CompletableFuture<String> taken = new CompletableFuture<>();
        private Case shown;

        private Open(Case shown) { this.shown = shown; }
    }

    /// Somebody looks at the desk from now on, until the handle is closed. When the last one leaves, what waits is
    /// answered by silence.
    public Attendance attend() {
        synchronized (open) {
            attending++;
        }
        var left = new boolean[1];
        return () -> {
            synchronized (open) {
                attending -= left[0] ? 0 : 1;
                left[0] = true;
                if (attending == 0) {
                    open.values().forEach(o -> o.answer.cancel(false));
                }
            }
        };
    }

    /// Somebody's presence at the desk; closing it twice does nothing.
    @FunctionalInterface
    public interface Attendance extends AutoCloseable {
        @Override
        void close();
    }

    public boolean attended() {
        synchronized (open) {
            return attending > 0;
        }
    }

    /// What waits, oldest first.
    public List<Case> cases() {
        synchronized (open) {
            return open.values().stream().map(o -> o.shown).toList();
        }
    }

    /// Tells what waits each time it changes, from the thread that changed it.
    public Attendance watch(Consumer<List<Case>> watcher) {
        Consumer<List<Case>> own = watcher::accept;
        watchers.add(own);
        return () -> watchers.remove(own);
    }

    @Override
    public Approval approve(ApprovalRequest request, LabClock clock) {
        var put = this.<Approval>put(new Case.ToApprove(request, clock.now()));
        try {
            clock.sleep(request.patience(), WaitReason.PERSON, put.answer);
            return given(put, Approval.silent(request));
        } finally {
            remove(put.shown.name());
        }
    }

    @Override
    public Help help(Handoff handoff, LabClock clock, Consumer<String> taken) {
        var put = this.<Help>put(new Case.ToTakeOver(handoff, clock.now(), ""));
        try {
            clock.sleep(handoff.patience(), WaitReason.PERSON, CompletableFuture.anyOf(put.answer, put.taken));
            if (put.taken.isDone()) {
                taken.accept(put.taken.join());
                clock.sleep(TAKEN, WaitReason.PERSON, put.answer);
            }
            return given(put, new Help.Nobody());
        } finally {
            remove(put.shown.name());
        }
    }

    private static <T> T given(Open<T> put, T silence) {
        put.answer.complete(silence);
        return put.answer.isCompletedExceptionally() ? silence : put.answer.join();
    }

    private <T> Open<T> put(Case waiting) {
        var put = new Open<T>(waiting);
        synchronized (open) {
            open.put(waiting.name(), put);
            if (attending == 0) {
                put.answer.cancel(false);
            }
        }
        tell();
        return put;
    }

    private void remove(String name) {
        synchronized (open) {
            open.remove(name);
        }
        tell();
    }

    private void tell() {
        var now = cases();
        watchers.forEach(w -> w.accept(now));
    }

    /// Says yes.
    public void approve(String name, String by) { decide(name, r -> Approval.approved(r, by)); }

    /// Says yes to the act with other arguments: a JSON object as text. What the tool would not take is refused with a
    /// [Problem], and the act waits on.
    public void edit(String name, String arguments, String by) {
        decide(name, request -> Approval.edited(EditedArguments.checked(request, arguments), by));
    }

    /// Says no.
    public void reject(String name, String why, String by) { decide(name, r -> Approval.rejected(r, why, by)); }

    private void decide(String name, Function<ApprovalRequest, Approval> decision) {
        synchronized (open) {
            var put = there(name);
            if (!(put.shown instanceof Case.ToApprove asked)) {
                throw new Problem("'" + name + "' is no request for approval", "it is a case to take over",
                        "Take it, then answer it or hand it back");
            }
            settle(put, decision.apply(asked.request()));
        }
    }

    /// Takes a case over: nobody else can, and the one who waits knows that somebody is there.
    public void take(String name, String by) {
        synchronized (open) {
            var put = there(name);
            var waiting = toTakeOver(put, name);
            if (waiting.taken() && !waiting.takenBy().equals(by)) {
                throw new Problem("'" + name + "' is taken", waiting.takenBy() + " has it", "Leave it to them");
            }
            put.shown = new Case.ToTakeOver(waiting.handoff(), waiting.since(), by);
            put.taken.complete(by);
        }
        tell();
    }

    /// Answers in the agent's place.
    ///
    /// @param stays whether what the user says next comes to the desk too
    public void answer(String name, String text, boolean stays, String by) {
        if (text.isBlank()) {
            throw new Problem("The answer is empty", "the user would get nothing", "Write what the user shall read");
        }
        help(name, by, new Help.Answered(text.strip(), by, stays));
    }

    /// Gives the case back to the agent.
    ///
    /// @param note            for the agent; may be empty
    /// @param freshCredential whether another credential was supplied
    public void handBack(String name, String note, boolean freshCredential, String by) {
        help(name, by, new Help.HandedBack(note.strip(), by, freshCredential));
    }

    private void help(String name, String by, Help help) {
        take(name, by);
        synchronized (open) {
            settle(there(name), help);
        }
    }

    @SuppressWarnings("unchecked") // a case to approve holds an approval, a case to take over holds help
    private static <T> void settle(Open<?> put, T answer) { ((Open<T>) put).answer.complete(answer); }

    private static Case.ToTakeOver toTakeOver(Open<?> put, String name) {
        if (put.shown instanceof Case.ToTakeOver waiting) {
            return waiting;
        }
        throw new Problem("'" + name + "' cannot be taken over", "it waits for a yes or a no",
                "Approve, edit or reject it");
    }

    private Open<?> there(String name) {
        var put = open.get(name);
        if (put == null || put.answer.isDone()) {
            throw new Problem("Nothing called '" + name + "' waits for a person",
                    "it was decided, or nobody answered in time", "Look at what waits now");
        }
        return put;
    }
}
