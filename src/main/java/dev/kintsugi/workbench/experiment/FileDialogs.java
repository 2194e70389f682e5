package dev.kintsugi.workbench.experiment;

import dev.kintsugi.lab.experiment.FindingsFile.Format;
import dev.kintsugi.workbench.kit.SavedName;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Asks with the dialogs of the system, over that window.
///
/// @param name what the experiment is called whose findings are saved
public record FileDialogs(Window window, Supplier<String> name) implements Files {
    private static FileChooser experiments(String title) {
        var chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters().add(new ExtensionFilter("Experiments", "*.yaml", "*.yml"));
        return chooser;
    }

    @Override
    public Optional<Path> open() { return path(experiments("Open an experiment").showOpenDialog(window)); }

    /// Beside it at first: what it names beside itself is found there.
    @Override
    public Optional<Path> copy(Path of) {
        var chooser = experiments("Save a copy to change");
        Optional.ofNullable(of.getParent()).map(Path::toFile).filter(File::isDirectory)
                .ifPresent(chooser::setInitialDirectory);
        chooser.setInitialFileName("my-" + of.getFileName());
        return path(chooser.showSaveDialog(window)).map(file -> SavedName.of(file, "yaml"));
    }

    @Override
    public Optional<Path> folder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle("Keep the results in");
        return path(chooser.showDialog(window));
    }

    @Override
    public Optional<Path> save(Format format) {
        var chooser = new FileChooser();
        chooser.setTitle("Export what was found");
        chooser.setInitialFileName(name.get() + "-" + format.fileName());
        chooser.getExtensionFilters().add(
                new ExtensionFilter(format.name().toUpperCase(Locale.ROOT), "*." + format.ending()));
        return path(chooser.showSaveDialog(window)).map(file -> SavedName.of(file, format.ending()));
    }

    private static Optional<Path> path(@Nullable File file) { return Optional.ofNullable(file).map(File::toPath); }
}
