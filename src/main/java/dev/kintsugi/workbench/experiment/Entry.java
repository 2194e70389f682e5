package dev.kintsugi.workbench.experiment;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.experiment.Experiments;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An experiment's file as the list shows it. Immutable.
///
/// @param title   its title, with its file where another has the same; its file's name when it cannot be read
/// @param trouble what is wrong with it; absent when it can be run
record Entry(Path file, String title, @Nullable Problem trouble) {
    static Entry read(Path file, Path home) {
        try {
            return new Entry(file, Experiments.find(file.toString(), home, null, null).title(), null);
        } catch (Problem broken) {
            return new Entry(file, file.getFileName().toString(), broken);
        }
    }

    /// Tells those apart that have the same title, as a copy has that was not changed yet.
    static List<Entry> apart(List<Entry> all) { return all.stream().map(entry -> entry.apartFrom(all)).toList(); }

    private Entry apartFrom(List<Entry> all) {
        var alike = all.stream().filter(other -> other.title.equals(title) && !other.file.equals(file))
                .map(other -> other.file.getFileName()).toList();
        if (alike.isEmpty()) {
            return this;
        }
        var place = alike.contains(file.getFileName()) ? file : file.getFileName();
        return new Entry(file, title + " (" + place + ")", trouble);
    }
}
