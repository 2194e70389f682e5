package dev.kintsugi.workbench;

import dev.kintsugi.lab.Lab;
import dev.kintsugi.workbench.kit.Actions;
import dev.kintsugi.workbench.kit.Appearance;
import dev.kintsugi.workbench.kit.Bench;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Jobs;
import dev.kintsugi.workbench.kit.LabFeed;
import dev.kintsugi.workbench.kit.Look;
import dev.kintsugi.workbench.kit.Notices;
import dev.kintsugi.workbench.kit.Prices;
import dev.kintsugi.workbench.kit.Pump;
import dev.kintsugi.workbench.kit.Undo;
import dev.kintsugi.workbench.kit.View;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// A desk over a lab, and a window for one view, for tests of features.
public final class Desks {
    private Desks() {}

    public static Desk over(Lab lab) {
        var bench = new Bench();
        var pump = new Pump();
        var undo = new Undo();
        var notices = new Notices();
        return new Desk(new LabFeed(lab, bench, pump, undo, notices), bench, new Actions(), undo,
                new Jobs(pump, notices), notices, pump, new Appearance(), new Prices());
    }

    public static void lay(Desk desk, Stories stories) {
        desk.bench().lay(Stories.SESSION, stories.turns(), stories.told().tally());
    }

    public static void show(Stage stage, Desk desk, View view, double width, double height) {
        var scene = new Scene((Parent) view.node(), width, height);
        Look.wear(scene, desk.appearance());
        desk.actions().listen(scene);
        place(stage, width, height);
        stage.setScene(scene);
        stage.show();
        view.open();
    }

    /// Tests share one stage, which has the place and the size that the test before left it with: both as a test wants
    /// them, so that none depends on another.
    public static void place(Stage stage, double width, double height) {
        stage.setMinWidth(0);
        stage.setMinHeight(0);
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(width);
        stage.setHeight(height);
    }
}
