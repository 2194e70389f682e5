package dev.kintsugi.report.story;

import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.work.EffectState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The side effects of a session and what is known of each: a fold over its log. Not safe for use by several threads;
/// what it gives out is immutable.
///
/// An effect is UNKNOWN from the moment it is intended. A tool's answer makes it DONE, or NOT DONE when the tool refused.
/// An error makes it NOT DONE only where the tool cannot have begun: no connection was made, or the request was refused
/// (4xx, but for 408 and 409). After any other error, and after a crash, it stays UNKNOWN until someone who knows tells.
public final class EffectLedger {
    private final Map<String, Item> items = new LinkedHashMap<>();
    private @Nullable String acting;

    /// One effect. Immutable.
    ///
    /// @param key      its idempotency key
    /// @param sequence where it was intended last
    /// @param answer   what the tool answered; empty when nothing of that is known
    /// @param note     why it is as it is, in words
    public record Item(String key, int turn, long sequence, String tool, Effect effect, Text arguments, Text answer,
            EffectState state, String note) {
        private Item now(EffectState other, Text said, String why) {
            return new Item(key, turn, sequence, tool, effect, arguments, said, other, why);
        }
    }

    /// Takes the next event.
    public void add(Entry entry) {
        switch (entry.event()) {
            case LabEvent.ToolIntended e -> {
                acting = e.idempotencyKey();
                items.put(e.idempotencyKey(), new Item(e.idempotencyKey(), entry.turn(), entry.sequence(), e.tool(),
                        e.effect(), e.arguments(), Text.EMPTY, EffectState.UNKNOWN, "the tool has not answered"));
            }
            case LabEvent.ToolUsed e when e.effect() != Effect.READ -> {
                settle(e.idempotencyKey(), e.ok() ? EffectState.DONE : EffectState.NOT_DONE, e.result(),
                        e.ok() ? "the tool confirmed it" : "the tool refused it");
                acting = null;
            }
            case LabEvent.Attempted e when !e.ok() && acting != null -> failed(acting, e);
            case LabEvent.EffectSettled e ->
                settle(e.idempotencyKey(), e.state(), Text.EMPTY,
                        e.by() + (e.by().equals("you") ? " say: " : " says: ") + e.note().value());
            default -> {
            }
        }
    }

    private void failed(String key, LabEvent.Attempted e) {
        var item = items.get(key);
        if (item != null && item.tool().equals(e.target())) {
            settle(key, neverBegan(e) ? EffectState.NOT_DONE : EffectState.UNKNOWN, Text.EMPTY, e.error().value());
            acting = null;
        }
    }

    private static boolean neverBegan(LabEvent.Attempted e) {
        return e.fault() == WireFault.CONNECT || e.fault() == WireFault.CONNECT_TIMEOUT
                || e.fault() == WireFault.MISSING_KEY
                || (e.status() >= 400 && e.status() < 500 && e.status() != 408 && e.status() != 409);
    }

    private void settle(String key, EffectState state, Text answer, String why) {
        items.computeIfPresent(key, (_, item) -> item.now(state, answer, why));
    }

    /// What is known of an effect; empty when it was never intended.
    public Optional<Item> item(String key) { return Optional.ofNullable(items.get(key)); }

    /// What is known of an act, as it was asked for or as a person edited it: whichever was intended last.
    public Optional<Item> act(String key) {
        return Stream.of(key, edited(key)).map(items::get).filter(Objects::nonNull)
                .max(Comparator.comparingLong(Item::sequence));
    }

    /// The key of an act whose arguments a person edited: it is another act.
    public static String edited(String key) { return key + "-edited"; }

    /// All effects, in the order in which they were first intended.
    public List<Item> items() { return new ArrayList<>(items.values()); }

    /// Those whose fate nobody knows.
    public List<Item> unknown() { return items().stream().filter(i -> i.state() == EffectState.UNKNOWN).toList(); }
}
