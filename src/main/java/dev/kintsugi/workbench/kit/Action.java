package dev.kintsugi.workbench.kit;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/// Something a person can do, told once: menu, toolbar, palette, keys and help all read it here. Immutable.
///
/// @param id      e.g. `chaos.toggle`; unique in [Actions]
/// @param title   what the button says, e.g. `Turn chaos on or off`
/// @param group   the heading it stands under in help
/// @param keys    e.g. `Shortcut+K`; Shortcut is Ctrl, or Cmd on a Mac
/// @param blocked why it cannot be done now; empty when it can
/// @param polite  whether a text field that has the focus gets the keys first
public record Action(String id, String title, String group, @Nullable Ikon icon, List<KeyCombination> keys,
        ObservableValue<String> blocked, boolean polite, Runnable run) {
    public Action {
        keys = List.copyOf(keys);
    }

    public static Builder of(String id, String title) { return new Builder(id, title); }

    public boolean enabled() { return blocked.getValue().isEmpty(); }

    /// The same, with something done before it.
    public Action after(Runnable first) {
        return new Action(id, title, group, icon, keys, blocked, polite, () -> {
            first.run();
            run.run();
        });
    }

    /// The first key for people, e.g. `Ctrl+K`; empty without one.
    public String keyText() { return keys.isEmpty() ? "" : keys.getFirst().getDisplayText(); }

    /// Collects what an action is, ending with [#run].
    public static final class Builder {
        private final String id;
        private final String title;
        private String group = "General";
        private @Nullable Ikon icon;
        private final List<KeyCombination> keys = new ArrayList<>();
        private ObservableValue<String> blocked = Blocked.NEVER;
        private boolean polite;

        private Builder(String id, String title) {
            this.id = id;
            this.title = title;
        }

        public Builder group(String heading) {
            this.group = heading;
            return this;
        }

        public Builder icon(Ikon feather) {
            this.icon = feather;
            return this;
        }

        /// Adds a key, e.g. `Shortcut+K`, `Alt+Up` or `Esc`.
        public Builder key(String combination) {
            keys.add(Keys.parse(combination));
            return this;
        }

        /// Like [#key], but a focused text field gets it first.
        public Builder politeKey(String combination) {
            polite = true;
            return key(combination);
        }

        /// Why it cannot be done now; empty text means it can.
        public Builder blocked(ObservableValue<String> reason) {
            this.blocked = reason;
            return this;
        }

        public Action run(Runnable work) { return new Action(id, title, group, icon, keys, blocked, polite, work); }
    }
}
