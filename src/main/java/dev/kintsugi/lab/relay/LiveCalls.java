package dev.kintsugi.lab.relay;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.store.Batch;
import dev.kintsugi.domain.truth.Failure;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.watch.Watch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows the programs that call through the gateway, from now on: each call as it arrives and as it is answered. It follows
/// the log as it comes to disk, so calls that are not recorded are not seen. Safe for many threads.
public final class LiveCalls implements AutoCloseable {
    /// So many calls are remembered.
    public static final int REMEMBERED = 500;

    private final Consumer<SeenCall> told;
    private final Map<String, SeenCall> calls = new LinkedHashMap<>();
    private final Map<SessionId, Heard> heard = new HashMap<>();
    private final Watch watch;

    /// What a session's log told that belongs to the next arrival or answer in it.
    private static final class Heard {
        String message = "";
        String natural = "";
        @Nullable
        Failure fault;
        @Nullable
        String config;
    }

    /// @param told gets every call when it arrives and when it is answered, from the thread that wrote it: it must be quick
    public LiveCalls(Lab lab, Consumer<SeenCall> told) {
        this.told = told;
        this.watch = lab.follow(this::take);
    }

    /// The calls of late, the oldest first.
    public synchronized List<SeenCall> recent() { return List.copyOf(calls.values()); }

    @Override
    public void close() { watch.close(); }

    private void take(Batch batch) {
        for (var entry : batch.entries()) {
            var changed = take(entry);
            if (changed != null) {
                told.accept(changed);
            }
        }
    }

    private synchronized @Nullable SeenCall take(Entry entry) {
        switch (entry.event()) {
            case LabEvent.MessageReceived e -> heard(entry).message = e.message().value();
            // What a fault left of a reply is attempted too, after the injection that tells what it was.
            case LabEvent.Attempted e when e.ok() && heard(entry).fault == null ->
                heard(entry).natural = e.reply().value();
            case LabEvent.Injected e -> {
                heard(entry).natural = e.natural().value();
                heard(entry).fault = e.mode();
                heard(entry).config = e.config();
            }
            case LabEvent.CallArrived e -> {
                return arrived(entry, e);
            }
            case LabEvent.CallAnswered e -> {
                return answered(entry, e);
            }
            case LabEvent.TurnConcluded _ -> heard.remove(entry.session());
            default -> {
            }
        }
        return null;
    }

    private Heard heard(Entry entry) { return heard.computeIfAbsent(entry.session(), _ -> new Heard()); }

    private SeenCall arrived(Entry entry, LabEvent.CallArrived e) {
        var told = heard.remove(entry.session());
        var call = new SeenCall(entry.session(), entry.turn(), entry.wall(), told == null ? "" : told.message, e, "",
                null, null, null);
        calls.put(e.request(), call);
        if (calls.size() > REMEMBERED) {
            calls.remove(calls.keySet().iterator().next());
        }
        return call;
    }

    private @Nullable SeenCall answered(Entry entry, LabEvent.CallAnswered e) {
        var told = heard.remove(entry.session());
        return calls.computeIfPresent(e.request(),
                (_, c) -> told == null
                        ? c.answered(e, "", null, null)
                        : c.answered(e, told.natural, told.fault, told.config));
    }
}
