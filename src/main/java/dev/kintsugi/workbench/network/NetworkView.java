package dev.kintsugi.workbench.network;

import dev.kintsugi.domain.model.Api;
import dev.kintsugi.report.verdict.CallerVerdict;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.EmptyState;
import dev.kintsugi.workbench.kit.Focus;
import dev.kintsugi.workbench.kit.Following;
import dev.kintsugi.workbench.kit.LiveLabel;
import dev.kintsugi.workbench.kit.Segments;
import dev.kintsugi.workbench.kit.Switch;
import dev.kintsugi.workbench.kit.Twin;
import dev.kintsugi.workbench.kit.View;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The gateway: on or off, how a program is pointed at it, what was asked and answered, how the callers behave, and the
/// proxies in front of services.
public final class NetworkView extends View {
    private final NetworkModel model;
    private final Copying copying;
    private final View requests;
    private final View verdicts;
    private final View proxies;
    private final Switch on = new Switch("Gateway");
    private final LiveLabel state = new LiveLabel();
    private final Segments<Part> parts = new Segments<>(List.of(Part.values()), Part::words);
    private final StackPane body = new StackPane();
    private final ChanceLine chance;
    private final EmptyState closed;
    private final EmptyState quiet;
    private final EmptyState unjudged;
    private boolean pressed;

    /// What is looked at.
    private enum Part {
        CALLS("Calls"), VERDICTS("Verdicts"), PROXIES("Proxies");

        private final String words;

        Part(String words) { this.words = words; }

        String words() { return words; }
    }

    /// @param toBench shows the bench, where the turn of a call is looked at
    public NetworkView(Desk desk, NetworkModel model, Runnable toBench) {
        this.model = model;
        this.copying = new Copying(desk.notices());
        this.chance = new ChanceLine(desk);
        this.requests = new RequestsPane(model, copying,
                call -> desk.lab().openAt(call.session(), call.turn(), toBench));
        this.verdicts = new VerdictsPane(model);
        this.proxies = new ProxiesPane(model.proxies(), copying);
        this.closed = new EmptyState(Feather.SHARE_2, "No program is let in",
                "Any program that speaks to OpenAI or Anthropic is in the lab as soon as its base URL is the gateway's. "
                        + "Its calls fail as the failure modes are set, and you see here what it makes of that.",
                "Start the gateway", model::start);
        this.quiet = new EmptyState(Feather.PHONE_INCOMING, "Nobody has called yet",
                "Give your program the base URL on the left, or paste the lines for curl into a terminal. What was asked "
                        + "before the lab was started stands in Sessions.",
                "Copy the lines for curl",
                () -> copying.copy("the lines for curl",
                        Language.CURL.snippet(Api.CHAT_COMPLETIONS, model.base(), model.key())));
        this.unjudged = new EmptyState(Feather.HELP_CIRCLE, "There is nothing to judge",
                "A program is judged by what it does after an error, an empty answer or a broken stream, and no call "
                        + "ended so yet. A changed text is none of these: only its reader can notice it. The header "
                        + "X-Lab-Fault breaks a single call.",
                "Copy a call that fails", () -> copying.copy("a call that fails", failing(model)));
    }

    private static String failing(NetworkModel model) {
        return Curl.EXAMPLE.failing("service_unavailable").lines(Api.CHAT_COMPLETIONS, model.base(), model.key());
    }

    @Override
    protected Parent build() {
        var title = new Label("Gateway");
        title.getStyleClass().add("screen-title");
        on.setId("gateway-switch");
        state.setId("gateway-state");
        state.getStyleClass().add("muted");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        parts.setId("gateway-parts");
        var head = new HBox(title, on, state, gap, parts);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gap-12");
        var left = child(new ConnectionPane(model, copying)).node();
        HBox.setHgrow(body, Priority.ALWAYS);
        body.setMinWidth(0);
        var columns = new HBox(left, body);
        columns.getStyleClass().add("gap-12");
        VBox.setVgrow(columns, Priority.ALWAYS);
        var screen = new VBox(head, chance, columns);
        screen.getStyleClass().addAll("screen", "gap-12");
        return screen;
    }

    private void flip(boolean wanted) {
        var now = model.state().get();
        if (wanted && now == NetworkModel.State.OFF) {
            model.start();
            tell(model.state().get());
        } else if (!wanted && now == NetworkModel.State.ON) {
            model.stop();
        }
    }

    @Override
    protected void opened() {
        hold(chance.follow());
        listen(model.state(), this::tell);
        hold(on.selectedProperty().subscribe((_, wanted) -> flip(wanted)));
        listen(parts.chosen(), _ -> lay());
        hold(Following.changes(model.requests(), this::lay));
        hold(model.verdicts().subscribe(_ -> lay()));
    }

    @Override
    protected void closed() {
        requests.close();
        verdicts.close();
        proxies.close();
    }

    private void tell(NetworkModel.State now) {
        on.setSelected(now == NetworkModel.State.ON || now == NetworkModel.State.OPENING);
        rest(now == NetworkModel.State.OPENING || now == NetworkModel.State.CLOSING);
        Twin.show(chance, now == NetworkModel.State.ON);
        var at = model.opened().get();
        state.say(switch (now) {
            case OFF -> "Off";
            case OPENING -> "Opening";
            case ON -> at == null ? "On" : "On at " + at.address();
            case CLOSING -> "Closing; replies under way are finished first";
        });
        lay();
    }

    /// The switch cannot be pressed meanwhile; who pressed it stands on it again afterwards.
    private void rest(boolean busy) {
        pressed |= busy && on.isFocused();
        on.setDisable(busy);
        if (!busy && pressed) {
            pressed = false;
            on.requestFocus();
        }
    }

    private void lay() {
        var part = parts.chosen().get();
        var judging = part == Part.VERDICTS;
        var shown = part == Part.PROXIES ? proxies : model.requests().isEmpty() ? null : judging ? verdicts : requests;
        Stream.of(requests, verdicts, proxies).filter(view -> view != shown).forEach(View::close);
        if (shown == null) {
            Focus.move(body, model.state().get() == NetworkModel.State.OFF ? closed : quiet);
            return;
        }
        shown.open();
        var nothing = judging && model.verdicts().get().stream().noneMatch(CallerVerdict::judged);
        Focus.move(body, nothing ? unjudged : shown.node());
    }
}
