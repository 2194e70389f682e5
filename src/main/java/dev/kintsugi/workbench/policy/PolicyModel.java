package dev.kintsugi.workbench.policy;

import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.WholeFile;
import dev.kintsugi.recovery.policy.PatternSetting;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import dev.kintsugi.recovery.policy.PolicyText;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.SavedName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// The policy that is composed; until it is used it outlives the window. On the FX thread only.
public final class PolicyModel {
    private static final int MOST_ATTEMPTS = 100;

    private final Desk desk;
    private final Path folder;
    private final DraftFile kept;
    private final ReadOnlyObjectWrapper<Draft> draft;
    private final ObjectProperty<String> selected = new SimpleObjectProperty<>("");
    private Policy seen;

    /// @param home where policies that were composed and used are kept
    public PolicyModel(Desk desk, Path home) {
        this.desk = desk;
        this.folder = home.resolve("policies");
        this.kept = new DraftFile(folder);
        this.seen = current();
        this.draft = new ReadOnlyObjectWrapper<>(Draft.of(kept.read().orElse(seen)));
        selectOutermost();
        draft.subscribe((_, now) -> keepDraft(now.policy()));
    }

    private void keepDraft(Policy composed) {
        if (composed.equals(current()) || shipped(composed)) {
            kept.forget();
        } else {
            kept.write(composed);
        }
    }

    private void selectOutermost() {
        var slots = draft.get().slots();
        selected.set(slots.stream().filter(Slot::on).findFirst().orElse(slots.getFirst()).pattern().name());
    }

    ReadOnlyObjectProperty<Draft> draft() { return draft.getReadOnlyProperty(); }

    /// The name of the pattern whose settings are shown.
    ObjectProperty<String> selected() { return selected; }

    Slot slot() { return draft.get().slots().get(draft.get().at(selected.get())); }

    /// The policy that the lab uses now.
    Policy current() { return desk.lab().policy().get(); }

    /// Shows the policy that was chosen elsewhere, unless something of one's own is composed here.
    void follow() {
        var now = current();
        if (!now.equals(seen) && shipped(seen) && draft.get().policy().equals(seen)) {
            draft.set(Draft.of(now));
            selectOutermost();
        }
        seen = now;
    }

    /// Whether using the draft would change nothing.
    boolean used() { return draft.get().policy().equals(current()); }

    /// Begins from another policy.
    void start(Policy policy) {
        desk.undo().seal();
        change("policy.start", "Start from " + policy.name(), _ -> Draft.of(policy));
        desk.undo().seal();
    }

    /// What is switched on is what a person wants to set next.
    void turn(String pattern, boolean on) {
        edit("policy.on." + pattern, (on ? "Switch on " : "Switch off ") + pattern, now -> {
            var at = now.at(pattern);
            return now.set(at, now.slots().get(at).turned(on));
        });
        desk.undo().seal();
        if (on) {
            selected.set(pattern);
        }
    }

    /// Moves a pattern to another place in the order; beyond the ends nothing happens.
    void move(String pattern, int to) {
        var from = draft.get().at(pattern);
        if (to >= 0 && to < draft.get().slots().size() && to != from) {
            edit("policy.order", "Move " + pattern, now -> now.moved(from, to));
            desk.undo().seal();
        }
    }

    /// Sets something of a pattern. Throws a [Problem] when it cannot be so.
    void set(String pattern, PatternSetting setting, String value) {
        var at = draft.get().at(pattern);
        var slot = draft.get().slots().get(at);
        var next = slot.with(setting.set(slot.pattern(), value));
        if (!next.equals(slot)) {
            edit("policy." + pattern + "." + setting.name(), "Set " + setting.name() + " of " + pattern,
                    now -> now.set(at, next));
        }
    }

    /// Sets the most attempts of one turn. Throws a [Problem] when it cannot be so.
    void most(String attempts) {
        if (!attempts.strip().matches("\\d{1,3}") || Integer.parseInt(attempts.strip()) < 1
                || Integer.parseInt(attempts.strip()) > MOST_ATTEMPTS) {
            throw new Problem("The bound cannot be '" + attempts.strip() + "'",
                    "max_attempts is a whole number from 1 to " + MOST_ATTEMPTS, "Write one");
        }
        var base = draft.get().base();
        var most = Integer.parseInt(attempts.strip());
        if (most != base.maxAttempts()) {
            edit("policy.most", "Set max_attempts",
                    now -> now.on(new Policy(now.base().name(), base.patterns(), base.limit(), most, base.budget())));
        }
    }

    /// Throws a [Problem] when a policy that ships has this name.
    void name(String name) {
        var wanted = name.strip();
        if (Policies.names().contains(wanted) && !shipped(draft.get().policy())) {
            throw new Problem("The policy cannot be called '" + wanted + "'", "one that ships has this name",
                    "Choose another name");
        }
        if (!wanted.isEmpty() && !wanted.equals(draft.get().base().name())) {
            change("policy.name", "Name the policy", now -> now.named(wanted));
        }
    }

    /// What was changed is another policy: it does not keep the name of one that ships.
    private void edit(Object key, String title, UnaryOperator<Draft> change) {
        change(key, title, now -> {
            var next = change.apply(now);
            var name = next.base().name();
            return Policies.names().contains(name) ? next.named("my " + name) : next;
        });
    }

    private void change(Object key, String title, UnaryOperator<Draft> change) {
        var before = draft.get();
        draft.set(change.apply(before));
        desk.undo().changed(key, title, before, draft::set);
    }

    /// Has the lab recover by the draft. It is kept in a file of its own that is never written again, so that a session
    /// that is opened later finds the policy it ran under.
    void use() {
        var policy = draft.get().policy();
        try {
            var name = shipped(policy) ? policy.name() : keep(policy).toString();
            desk.lab().recoverBy(name, policy.name());
            kept.forget();
            desk.notices().say("The lab recovers by '" + policy.name() + "' from the next turn on.");
        } catch (RuntimeException e) {
            desk.notices().problem(e);
        }
    }

    private static boolean shipped(Policy policy) {
        return Policies.names().contains(policy.name()) && Policies.named(policy.name()).equals(policy);
    }

    private Path keep(Policy policy) {
        var text = PolicyText.of(policy);
        var sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        var words = policy.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var file = folder.resolve(words + String.format(Locale.ROOT, "-%08x.yaml", sum.getValue()));
        return holds(file, text) ? file : write(file, text);
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.isRegularFile(file) && Files.readString(file).equals(text);
        } catch (IOException _) {
            return false;
        }
    }

    /// Writes the draft as a policy file.
    ///
    /// @param named by a person, with its ending or without
    void save(Path named) {
        try {
            var file = write(SavedName.of(named, "yaml"), PolicyText.of(draft.get().policy()));
            desk.notices().say("Saved " + file);
        } catch (RuntimeException e) {
            desk.notices().problem(e);
        }
    }

    private static Path write(Path file, String text) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            WholeFile.write(file, text);
            return file;
        } catch (IOException e) {
            throw new Problem("The policy cannot be saved", FileTrouble.at(file, e),
                    "Choose a folder that you may write to", e);
        }
    }

    /// Begins from the policy in a file.
    void open(Path file) {
        try {
            start(Policies.named(file.toString()));
        } catch (RuntimeException e) {
            desk.notices().problem(e);
        }
    }
}
