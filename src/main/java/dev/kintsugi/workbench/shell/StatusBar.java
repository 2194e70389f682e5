package dev.kintsugi.workbench.shell;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.StoreHealth;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.LiveLabel;
import dev.kintsugi.workbench.kit.Notice;
import dev.kintsugi.workbench.kit.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// How things stand: ready or busy, the store, the session and when it was saved, and what runs with its bar and stop.
final class StatusBar extends View {
    private final Desk desk;
    private final ObservableValue<String> gateway;
    private final Hyperlink door = new Hyperlink();
    private final LiveLabel state = new LiveLabel();
    private final Region light = new Region();
    private final Hyperlink store = new Hyperlink();
    private final Hyperlink states = new Hyperlink();
    private final Label session = new Label();
    private final JobStrip jobs;
    private final Timeline seconds = new Timeline(new KeyFrame(Duration.seconds(1), _ -> tick()));
    private final Map<Hyperlink, Notice> told = new HashMap<>();
    private int sinceSaved = -1;

    /// @param gateway   whether and where other programs are let in, e.g. `Gateway: off`
    /// @param toGateway shows its screen
    StatusBar(Desk desk, ObservableValue<String> gateway, Runnable toGateway) {
        this.desk = desk;
        this.gateway = gateway;
        jobs = new JobStrip(desk.jobs(), desk.appearance());
        door.setOnAction(_ -> toGateway.run());
        seconds.setCycleCount(Animation.INDEFINITE);
    }

    @Override
    protected Parent build() {
        light.getStyleClass().add("light");
        state.setId("status-state");
        session.setId("status-session");
        state.setGraphic(light);
        link(store, desk.lab().health(), "Everything is kept in ");
        link(states, desk.lab().stateHealth(), "Session state is kept in ");
        HBox.setHgrow(jobs, Priority.ALWAYS);
        door.setId("status-gateway");
        door.getStyleClass().add("status-store");
        var bar = new HBox(state, store, states, door, session, jobs);
        List.of(state, store, states, door, session).forEach(label -> label.setMinWidth(Region.USE_PREF_SIZE));
        bar.getStyleClass().add("status-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    @Override
    protected void opened() {
        listen(desk.lab().health(), health -> show(store, "Store: ", health));
        listen(desk.lab().stateHealth(), health -> show(states, "State: ", health));
        listen(gateway, door::setText);
        hold(desk.bench().turns().subscribe(this::showTurns));
        hold(desk.bench().asked().subscribe(this::showTurns));
        hold(desk.bench().session().subscribe(this::newSession));
        hold(desk.lab().sessions().rows().subscribe(this::showSession));
        hold(desk.bench().pause().subscribe(this::showTurns));
        hold(desk.lab().playback().subscribe(this::showTurns));
        hold(jobs.follow());
        showTurns();
        seconds.play();
    }

    @Override
    protected void closed() { seconds.stop(); }

    private void tick() {
        if (sinceSaved >= 0) {
            sinceSaved++;
            showSession();
        }
    }

    private void newSession() {
        sinceSaved = -1;
        showTurns();
    }

    private void showTurns() {
        var busy = desk.bench().underWay();
        var turns = desk.bench().turns();
        if (!turns.isEmpty() && turns.getLast().state() == TurnStory.State.CONCLUDED
                && light.getStyleClass().contains("light-busy")) {
            sinceSaved = 0;
        }
        light.getStyleClass().setAll("light", busy || plays() ? "light-busy" : "light-ready");
        state.say(doing(busy));
        showSession();
    }

    private String doing(boolean busy) {
        if (!busy) {
            return plays() ? "Playing" : "Ready";
        }
        return desk.bench().pause().get() == null ? "Busy" : "Waiting";
    }

    /// Whether a scenario goes on by itself; between its steps no turn is under way.
    private boolean plays() {
        var playback = desk.lab().playback().get();
        return playback != null && playback.playing() && !playback.ended();
    }

    private void showSession() {
        var id = desk.bench().session().get();
        var turns = desk.bench().turns().size();
        if (turns == 0 && desk.bench().underWay()) {
            session.setText(name(id) + ", first turn under way");
        } else if (id == null) {
            session.setText("No session yet");
        } else {
            session.setText(name(id) + ", " + Words.counted(turns, "turn") + saved());
        }
    }

    /// A session that has just begun is not in the list yet.
    private String name(@Nullable SessionId id) {
        return desk.lab().sessions().rows().stream().filter(row -> row.id().equals(id)).findFirst()
                .map(row -> "Session " + row.ordinal()).orElse("New session");
    }

    private String saved() {
        if (sinceSaved < 0) {
            return "";
        }
        return ", saved " + (sinceSaved < 60 ? sinceSaved + " s ago" : sinceSaved / 60 + " min ago");
    }

    private void link(Hyperlink link, ReadOnlyObjectProperty<StoreHealth> health, String where) {
        link.getStyleClass().add("status-store");
        link.setOnAction(_ -> {
            var trouble = health.get().trouble();
            var notice = trouble == null ? Notice.good(where + health.get().place()) : Notice.of(trouble);
            told.put(link, notice);
            desk.notices().show(notice);
        });
    }

    /// What was told of its trouble does not stay when it is over.
    private void show(Hyperlink link, String what, StoreHealth health) {
        link.setText(what + health.name() + (health.healthy() ? "" : ", in trouble"));
        link.getStyleClass().removeAll("danger-text");
        if (!health.healthy()) {
            link.getStyleClass().add("danger-text");
        } else if (told.containsKey(link)) {
            desk.notices().dismiss(told.remove(link));
        }
    }
}
