package dev.kintsugi.workbench.experiment;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.lab.experiment.Experiments;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// An experiment's file as the list shows it. Immutable.
///
/// @param title   its title; its file's name when it cannot be read
/// @param trouble what is wrong with it; absent when it can be run
record Entry(Path file, String title, @Nullable Problem trouble) {
    static Entry read(Path file, Path home) {
        try {
            return new Entry(file, Experiments.find(file.toString(), home, null, null).title(), null);
        } catch (Problem broken) {
            return new Entry(file, file.getFileName().toString(), broken);
        }
    }
}
