package dev.kintsugi.workbench.network;

import dev.kintsugi.workbench.kit.Tips;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/// The calls as rows, with columns as wide as their words need at this zoom. A time has its day where that is not today.
final class CallTable extends TableView<Request> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);

    /// Of a width in letters, which grow with the zoom: what is needed, and what looks well.
    private static final double AT_LEAST = 1.1;
    private static final double AS_LIKED = 1.25;
    /// What a letter of a cell needs of these, and what the room around them.
    private static final double LETTER = 0.55;
    private static final double AROUND = 1.2;
    private static final int LEAST_TIME = 8;
    private static final int LEAST_STATUS = 6;
    /// Of letters: where a word is longer, the rest of it is in its hint, or nothing would be left to the other columns.
    private static final int MOST = 13;

    private final ObservableValue<Font> font;
    private final Supplier<Instant> now;
    private final TableColumn<Request, String> time;
    private final TableColumn<Request, String> status;
    private int timeLetters = LEAST_TIME;
    private int statusLetters = LEAST_STATUS;

    /// @param font of the letters whose width is meant
    /// @param now  by which a call is of today
    CallTable(ObservableValue<Font> font, Supplier<Instant> now) {
        this.font = font;
        this.now = now;
        setId("gateway-requests");
        setAccessibleText("Calls of programs, the newest first");
        getStyleClass().add("network-table");
        setPlaceholder(new Label("No call is like that."));
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        time = column("Time", width(LEAST_TIME), width(LEAST_TIME), r -> when(at(r), now.get()));
        status = column("Status", width(LEAST_STATUS), width(LEAST_STATUS), Request::status);
        column("Fault", 5.6, 8.4, Request::fault);
        column("Asked", 5.6, 11, Request::asked);
        column("Try", 2.6, 2.6, r -> Integer.toString(r.call().arrived().attempt()));
        column("Caller", 4.4, 6.4, Request::caller);
        column("Session", 4.8, 5.4, r -> r.call().session().value());
        font.subscribe((_, _) -> {
            widenThem();
            fit();
        });
    }

    private static Instant at(Request request) { return Instant.ofEpochMilli(request.call().arrivedMs()); }

    /// When that was, for somebody who looks now.
    private static String when(Instant then, Instant now) {
        var zone = ZoneId.systemDefault();
        var at = then.atZone(zone);
        return (at.toLocalDate().equals(now.atZone(zone).toLocalDate()) ? TIME : DAY).format(at);
    }

    /// Gives times and statuses the room that the longest of them need.
    void makeRoom() {
        var moment = now.get();
        var times = longest(LEAST_TIME, r -> when(at(r), moment));
        var statuses = longest(LEAST_STATUS, Request::status);
        if (times != timeLetters || statuses != statusLetters) {
            timeLetters = times;
            statusLetters = statuses;
            widenThem();
            fit();
        }
    }

    private int longest(int least, Function<Request, String> words) {
        return Math.min(getItems().stream().map(words).mapToInt(String::length).reduce(least, Math::max), MOST);
    }

    private void widenThem() {
        widen(time, width(timeLetters), width(timeLetters));
        widen(status, width(statusLetters), width(statusLetters));
    }

    private static double width(int letters) { return letters * LETTER + AROUND; }

    /// Shares the width among the columns anew: a table does so by itself only when it becomes wider or narrower.
    private void fit() { getColumnResizePolicy().call(new TableView.ResizeFeatures<>(this, null, 0.0)); }

    /// @param least in letters
    /// @param liked likewise
    private TableColumn<Request, String> column(String name, double least, double liked,
            Function<Request, String> words) {
        var column = new TableColumn<Request, String>(name);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(words.apply(row.getValue())));
        column.setCellFactory(_ -> new CallCell());
        font.subscribe(_ -> widen(column, least, liked));
        column.setSortable(false);
        column.setReorderable(false);
        getColumns().add(column);
        return column;
    }

    private void widen(TableColumn<?, ?> column, double least, double liked) {
        column.setMinWidth(least * font.getValue().getSize() * AT_LEAST);
        column.setPrefWidth(liked * font.getValue().getSize() * AS_LIKED);
    }

    /// A word of a row, whole in a hint where it is cut; the status of what failed is red.
    private static final class CallCell extends TableCell<Request, String> {
        CallCell() {
            getStyleClass().add("may-be-cut");
            var whole = Tips.tip("");
            whole.textProperty().bind(textProperty());
            tooltipProperty().bind(textTruncatedProperty().map(cut -> cut ? whole : null));
        }

        @Override
        protected void updateItem(@Nullable String words, boolean empty) {
            super.updateItem(words, empty);
            setText(empty ? null : words);
            var row = getTableRow() == null ? null : getTableRow().getItem();
            getStyleClass().removeAll("danger-text");
            if (!empty && row != null && row.failed() && getTableColumn().getText().equals("Status")) {
                getStyleClass().add("danger-text");
            }
        }
    }
}
