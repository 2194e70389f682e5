package dev.kintsugi.workbench.sessions;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.lab.Export;
import dev.kintsugi.lab.Export.Format;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.SavedName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.MenuItem;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Exports a session: asks for the file, then works in the background with a bar in the status bar.
public final class Exporting {
    private final Desk desk;

    public Exporting(Desk desk) { this.desk = desk; }

    /// One item a format, that for people first.
    public List<MenuItem> menu(SessionId session, @Nullable Window window) {
        return Stream.of(Format.HTML, Format.CSV, Format.JSONL).map(format -> {
            var item = new MenuItem(words(format));
            item.setOnAction(_ -> ask(session, format, window).ifPresent(file -> write(session, format, file)));
            return item;
        }).toList();
    }

    /// Asks where to put the report of a session, and writes it.
    public void report(SessionId session, @Nullable Window window) {
        ask(session, Format.HTML, window).ifPresent(file -> write(session, Format.HTML, file));
    }

    /// Exports the session on the bench as a report.
    public Action action(Window window) {
        return Action.of("session.export", "Export this session").group("The lab").icon(Feather.DOWNLOAD)
                .key("Shortcut+E")
                .blocked(Blocked.when(desk.bench().session().isNull(), "There is no session to export")).run(() -> {
                    var session = desk.bench().session().get();
                    if (session != null) {
                        report(session, window);
                    }
                });
    }

    void write(SessionId session, Format format, Path file) {
        desk.jobs().export(file, () -> Export.write(desk.lab().lab(), session, format, file));
    }

    private static Optional<Path> ask(SessionId session, Format format, @Nullable Window window) {
        var chooser = new FileChooser();
        chooser.setTitle("Export " + session);
        chooser.setInitialFileName("kintsugi-" + session + "." + format.ending());
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(words(format), "*." + format.ending()));
        return Optional.ofNullable(chooser.showSaveDialog(window))
                .map(file -> SavedName.of(file.toPath(), format.ending()));
    }

    private static String words(Format format) {
        return switch (format) {
            case HTML -> "Report to read and print (HTML)";
            case JSONL -> "The log itself (JSON Lines)";
            case CSV -> "Interactions as a table (CSV)";
        };
    }
}
