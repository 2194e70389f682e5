package dev.kintsugi.workbench.network;

import dev.kintsugi.domain.Door;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.lab.relay.LiveCalls;
import dev.kintsugi.lab.relay.SeenCall;
import dev.kintsugi.lab.relay.Verdicts;
import dev.kintsugi.report.verdict.CallerVerdict;
import dev.kintsugi.workbench.kit.Action;
import dev.kintsugi.workbench.kit.Blocked;
import dev.kintsugi.workbench.kit.Desk;
import dev.kintsugi.workbench.kit.Notice;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The gateway as the window shows it: whether it is open and where, who called and how callers behave. Changes on the
/// FX thread only; opening and closing happen on another thread.
public final class NetworkModel implements AutoCloseable {
    private static final String USUAL_PORT = "8000";
    private static final int HIGHEST_PORT = 65_535;
    /// What a caller shows where anything is taken.
    static final String NO_KEY = "any";

    /// Whether other programs are let in.
    enum State {
        OFF, OPENING, ON, CLOSING
    }

    private final Desk desk;
    private final DoorMaker doors;
    private final Executor errands = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("gateway").factory());
    private final LiveCalls calls;
    private final Verdicts judge;
    private final ProxiesModel proxies;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.OFF);
    private final ReadOnlyObjectWrapper<Door.@Nullable Opened> opened = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Notice> trouble = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<CallerVerdict>> verdicts = new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<Reach> reach = new SimpleObjectProperty<>(Reach.HERE);
    private final ObjectProperty<Api> api = new SimpleObjectProperty<>(Api.CHAT_COMPLETIONS);
    private final StringProperty port = new SimpleStringProperty(USUAL_PORT);
    private final StringProperty session = new SimpleStringProperty("");
    private final ObservableList<Request> requests = FXCollections.observableArrayList();
    private final ObservableValue<String> words = Bindings.createStringBinding(this::inWords, state, opened);
    private @Nullable Door door;

    /// Follows the lab's calls from its making on.
    public NetworkModel(Desk desk, DoorMaker doors) {
        this.desk = desk;
        this.doors = doors;
        this.proxies = new ProxiesModel(desk);
        this.calls = new LiveCalls(desk.lab().lab(), _ -> desk.pump().latest(this, this::show));
        this.judge = new Verdicts(desk.lab().lab());
    }

    /// The proxies in front of services.
    ProxiesModel proxies() { return proxies; }

    ReadOnlyObjectProperty<State> state() { return state.getReadOnlyProperty(); }

    /// Where it is, absent while it is closed.
    ReadOnlyObjectProperty<Door.@Nullable Opened> opened() { return opened.getReadOnlyProperty(); }

    /// Why it did not open the last time, absent when it did.
    ReadOnlyObjectProperty<@Nullable Notice> trouble() { return trouble.getReadOnlyProperty(); }

    /// How callers behaved, as of the last [#judge()].
    ReadOnlyObjectProperty<List<CallerVerdict>> verdicts() { return verdicts.getReadOnlyProperty(); }

    ObjectProperty<Reach> reach() { return reach; }

    /// The interface for which lines that ask a question are shown.
    ObjectProperty<Api> api() { return api; }

    /// The port to open at, as typed; 0 for any free one.
    StringProperty port() { return port; }

    /// How it was set the last time, to be kept: the port as typed, and whether the network could reach it.
    public Setting setting() { return new Setting(port.get().strip(), reach.get() == Reach.NETWORK); }

    /// Sets it as it was; a port that is none is left as it is.
    public void set(Setting kept) {
        if (isPort(kept.port())) {
            port.set(kept.port());
        }
        reach.set(kept.network() ? Reach.NETWORK : Reach.HERE);
    }

    /// Where the gateway would open. Immutable.
    public record Setting(String port, boolean network) {
        public static final Setting FIRST = new Setting(USUAL_PORT, false);
    }

    /// The session whose own base URL is wanted; empty for the common one.
    StringProperty session() { return session; }

    /// The latest calls, the newest first.
    ObservableList<Request> requests() { return requests; }

    /// For the status bar, e.g. `Gateway: 127.0.0.1:8000`.
    public ObservableValue<String> words() { return words; }

    private String inWords() {
        var at = opened.get();
        return "Gateway: " + switch (state.get()) {
            case OFF -> "off";
            case OPENING -> "opening";
            case ON -> at == null ? "on" : URI.create(at.address()).getAuthority();
            case CLOSING -> "closing";
        };
    }

    private void show() { requests.setAll(calls.recent().reversed().stream().map(Request::new).toList()); }

    /// Judges the callers anew, on another thread.
    void judge() {
        CompletableFuture.supplyAsync(judge::now, errands)
                .thenAccept(list -> desk.pump().latest(CallerVerdict.class, () -> verdicts.set(list)));
    }

    void start() {
        if (state.get() != State.OFF) {
            return;
        }
        try {
            var made = doors.at(reach.get().host(), number(), judge);
            door = made;
            trouble.set(null);
            state.set(State.OPENING);
            CompletableFuture.supplyAsync(made::open, errands)
                    .whenComplete((at, why) -> desk.pump().inOrder(() -> came(at, why)));
        } catch (Problem e) {
            trouble.set(Notice.of(e));
        }
    }

    /// Lets programs in, or no longer, from anywhere in the window.
    ///
    /// @param show brings up the screen where the address stands, and what went wrong
    public Action[] actions(Runnable show) {
        return new Action[]{
                Action.of("gateway.start", "Start the gateway").group("The lab").icon(Feather.LOG_IN)
                        .blocked(Blocked.unless(state.map(State.OFF::equals), "The gateway is open")).run(() -> {
                            show.run();
                            start();
                        }),
                Action.of("gateway.stop", "Stop the gateway").group("The lab").icon(Feather.LOG_OUT)
                        .blocked(Blocked.unless(state.map(State.ON::equals), "The gateway is not open")).run(() -> {
                            show.run();
                            stop();
                        })};
    }

    private static boolean isPort(String typed) {
        return typed.matches("\\d{1,5}") && Integer.parseInt(typed) <= HIGHEST_PORT;
    }

    private int number() {
        var typed = port.get().strip();
        if (isPort(typed)) {
            return Integer.parseInt(typed);
        }
        throw new Problem("'" + typed + "' is no port", "a port is a number from 0 to 65535",
                "Use 8000, or 0 for any that is free");
    }

    private void came(Door.@Nullable Opened at, @Nullable Throwable why) {
        if (why != null) {
            door = null;
            trouble.set(Notice.of(why));
        }
        opened.set(at);
        state.set(at == null ? State.OFF : State.ON);
    }

    void stop() {
        var open = door;
        if (state.get() == State.ON && open != null) {
            state.set(State.CLOSING);
            CompletableFuture.runAsync(open::close, errands).whenComplete((_, why) -> desk.pump().inOrder(() -> {
                door = null;
                came(null, why);
            }));
        }
    }

    /// Looks at the calls no longer. The door stays as it is: it belongs to whoever makes doors.
    @Override
    public void close() {
        calls.close();
        judge.close();
        proxies.close();
    }

    /// The base URL for a client of OpenAI; of a session's own when one is named. Empty while it is closed or the name
    /// cannot be one.
    String base() {
        var at = opened.get();
        if (at == null || !sessionTrouble().isEmpty()) {
            return "";
        }
        var name = session.get().strip();
        return at.address() + (name.isEmpty() ? "" : "/s/" + name) + "/v1";
    }

    /// The base URL as the clients of that interface take it: Anthropic's add the version themselves.
    String base(Api of) { return of == Api.MESSAGES ? base().replaceFirst("/v1$", "") : base(); }

    /// Why the session cannot have that name; empty when it can.
    String sessionTrouble() {
        var name = session.get().strip();
        if (name.isEmpty()) {
            return "";
        }
        try {
            var _ = new SessionId(name);
            return "";
        } catch (IllegalArgumentException e) {
            return "Letters, digits, '.', '-' and '_', 64 at most, and no '.' first.";
        }
    }

    /// The same call once more by the same interface, with what was done to it asked for, for a shell. The token is left to
    /// the shell: these lines are made to be kept where others read them.
    String again(Request request) {
        var shown = key().equals(NO_KEY) ? NO_KEY : "$KINTSUGI_TOKEN";
        var by = request.api();
        return new Curl(request.call().arrived().model(), question(request), request.call().arrived().streamed(),
                request.forced().orElse("")).lines(by, base(by), shown);
    }

    /// What it asked, though it may be a further attempt, of which that is not told again; empty when that is forgotten.
    String question(Request request) {
        var call = request.call();
        return requests.stream().map(Request::call).filter(c -> c.request().equals(call.request())
                || c.session().equals(call.session()) && c.turn() == call.turn()).map(SeenCall::message)
                .filter(message -> !message.isEmpty()).findFirst().orElse("");
    }

    /// What a caller shows as its key.
    String key() {
        var at = opened.get();
        return at == null || at.token().isEmpty() ? NO_KEY : at.token();
    }
}
