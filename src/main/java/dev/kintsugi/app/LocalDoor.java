package dev.kintsugi.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.kintsugi.cli.Diagnosis;
import dev.kintsugi.cli.LabDoor;
import dev.kintsugi.cli.LogLevel;
import dev.kintsugi.cli.ServeWish;
import dev.kintsugi.cli.Wish;
import dev.kintsugi.domain.Door;
import dev.kintsugi.domain.FileTrouble;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.StateStore;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.gateway.telemetry.Traces;
import dev.kintsugi.gateway.toxiproxy.Toxiproxy;
import dev.kintsugi.lab.AgentSettings;
import dev.kintsugi.lab.AgentSource;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.errands.ErrandsPlan;
import dev.kintsugi.lab.relay.Verdicts;
import dev.kintsugi.store.EmbeddedState;
import dev.kintsugi.store.H2Journal;
import dev.kintsugi.store.Mover;
import dev.kintsugi.store.PostgresUrl;
import dev.kintsugi.store.StoreUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Opens labs in this process, for the terminal and for the window. Safe for use by many threads.
final class LocalDoor implements LabDoor {
    private final Places places;
    private final Resolution resolution;
    private final Consumer<String> told;
    private final AgentMaker agents = new AgentMaker();
    private final OpenLabs open = new OpenLabs();

    /// @param told gets a sentence for each thing that was set and has no effect
    LocalDoor(Places places, Resolution resolution, Consumer<String> told) {
        this.places = places;
        this.resolution = resolution;
        this.told = told;
        open.closeAtTheEnd();
    }

    @Override
    public void prepare() { agents.prepare(AgentSettings.SCRIPTED); }

    @Override
    public Lab open(@Nullable Path data, Wish wish) {
        prepare();
        var folder = folder(data);
        var stores = resolution.stores();
        var redis = stores.redisUrl();
        var journal = Stores.open(stores.place(data, folder));
        try {
            Stores.makeFolder(folder);
            var settings = resolution.settings(folder, journal.faults(), wish);
            return lab(settings, journal, redis.isEmpty() ? embedded() : stores.states());
        } catch (Problem e) {
            journal.close();
            throw e;
        }
    }

    @Override
    public Lab throwAway(Wish wish) {
        prepare();
        return lab(resolution.settings(wish), H2Journal.inMemory(), embedded());
    }

    private static StateStore embedded() { return new EmbeddedState(new ConversationClock()); }

    private Lab lab(LabSettings settings, Journal journal, StateStore states) {
        resolution.unused(settings).forEach(told);
        var lab = open.add(new Lab(settings, journal, states, agents));
        return resolution.environment().value(Traces.VARIABLE).map(collector -> open.traced(lab, collector, told))
                .orElse(lab);
    }

    @Override
    public Mover mover(@Nullable Path data, @Nullable String from, @Nullable String to) {
        var stores = resolution.stores();
        var source = from == null ? new StoreUrl.Folder(folder(data)) : stores.named("--from", from);
        var target = to == null ? stores.other() : stores.named("--to", to);
        return new Mover(source, target);
    }

    @Override
    public @Nullable PostgresUrl postgres() {
        return resolution.stores().place(null, places.data()) instanceof PostgresUrl url ? url : null;
    }

    @Override
    public Path home() { return places.home(); }

    @Override
    public AgentSource agents() { return agents; }

    @Override
    public ErrandsPlan errands() { return resolution.environment().errands(); }

    @Override
    public Diagnosis diagnose(@Nullable Path data, Wish wish) {
        return new Doctor(places, resolution, agents).look(data, wish);
    }

    /// Callers who ask for no recovery get the lab's.
    @Override
    public Door serve(Lab lab, ServeWish wish, Verdicts judge) {
        var calls = wish.calls().withPolicy(lab.settings().policy());
        return door(lab, new ServeWish(wish.host(), wish.port(), wish.hosts(), wish.sessionMinute(), calls), judge);
    }

    /// A door where callers get what is wished and nothing else.
    Door door(Lab lab, ServeWish wish, Verdicts judge) { return new GatewayDoor(lab, agents, wish, judge, token()); }

    @Override
    public Door toxiproxy(Lab lab, ServeWish wish, int port) {
        return new ToxiproxyDoor(lab.proxies(), wish, port, token());
    }

    private DoorToken token() { return new DoorToken(resolution.keys().path().resolveSibling("gateway-token")); }

    @Override
    public void proxies(Lab lab, Path file) {
        try {
            Toxiproxy.populate(lab.proxies(), file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Problem("The proxies cannot be read", FileTrouble.at(file, e),
                    "Name a file that is there: a JSON list of proxies", e);
        }
    }

    @Override
    public void logLevel(LogLevel level) {
        if (LoggerFactory.getLogger("dev.kintsugi") instanceof Logger logger) {
            logger.setLevel(Level.valueOf(level.name()));
        }
    }

    Path folder(@Nullable Path data) { return data != null ? data : places.data(); }
}
