package dev.kintsugi.workbench.kit;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// The lab's settings as the window knows and changes them. On the FX thread only.
final class SettingsFeed {
    private final Lab lab;
    private final Undo undo;
    private final Notices notices;
    private final ReadOnlyObjectWrapper<LabSettings> settings;
    private final ReadOnlyObjectWrapper<Policy> policy;

    SettingsFeed(Lab lab, Undo undo, Notices notices) {
        this.lab = lab;
        this.undo = undo;
        this.notices = notices;
        this.settings = new ReadOnlyObjectWrapper<>(lab.settings());
        this.policy = new ReadOnlyObjectWrapper<>(policy(lab.settings()));
        settings.subscribe(this::chosen);
    }

    ReadOnlyObjectProperty<LabSettings> settings() { return settings.getReadOnlyProperty(); }

    /// The policy that is chosen; none when its file is gone. Read anew when another is chosen, before the settings tell of it.
    ReadOnlyObjectProperty<Policy> policy() { return policy.getReadOnlyProperty(); }

    private void chosen(LabSettings before, LabSettings now) {
        if (!now.policy().equals(before.policy())) {
            policy.set(policy(now));
        }
    }

    /// The policy of these settings, which may be a file that is read; none when it is gone.
    private static Policy policy(LabSettings settings) {
        try {
            return Policies.named(settings.policy());
        } catch (Problem gone) {
            return Policies.NONE;
        }
    }

    /// Changes settings so that undo can take it back; see [Undo#changed] for `key`.
    void change(Object key, String title, UnaryOperator<LabSettings> change) {
        var before = settings.get();
        try {
            put(change.apply(before));
            undo.changed(key, title, before, this::put);
        } catch (RuntimeException trouble) {
            notices.problem(trouble);
        }
    }

    /// The same as a step of its own, whatever was changed before or will be after.
    void changeAlone(Object key, String title, UnaryOperator<LabSettings> change) {
        undo.seal();
        change(key, title, change);
        undo.seal();
    }

    private void put(LabSettings next) {
        lab.change(next);
        settings.set(next);
    }

    /// They were changed, here or elsewhere.
    void told(LabSettings now) { settings.set(now); }
}
