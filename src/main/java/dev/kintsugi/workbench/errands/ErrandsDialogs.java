package dev.kintsugi.workbench.errands;

import dev.kintsugi.lab.errands.ErrandsFile.Format;
import dev.kintsugi.workbench.kit.SavedName;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Asks with the dialogs of the system, over that window.
public record ErrandsDialogs(Window window) implements Files {
    @Override
    public Optional<Path> open() {
        var chooser = new FileChooser();
        chooser.setTitle("Open a file of prompts");
        chooser.getExtensionFilters().add(new ExtensionFilter("Prompts", "*.json"));
        return path(chooser.showOpenDialog(window));
    }

    @Override
    public Optional<Path> save(Format format) {
        var chooser = new FileChooser();
        chooser.setTitle("Export what came of it");
        chooser.setInitialFileName("errands-" + format.fileName());
        chooser.getExtensionFilters().add(
                new ExtensionFilter(format.name().toUpperCase(Locale.ROOT), "*." + format.ending()));
        return path(chooser.showSaveDialog(window)).map(file -> SavedName.of(file, format.ending()));
    }

    private static Optional<Path> path(@Nullable File file) { return Optional.ofNullable(file).map(File::toPath); }
}
