package dev.kintsugi.cli;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.TestPacks;
import dev.kintsugi.domain.Door;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.time.ConversationClock;
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
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Opens real labs over a folder of a test, without an environment or saved settings, and without waiting.
final class TestDoor implements LabDoor {
    private final Path folder;
    @Nullable
    LogLevel level;
    /// What the environment says and what was saved.
    UnaryOperator<LabSettings> settings = UnaryOperator.identity();
    Diagnosis diagnosis = new Diagnosis(List.of());
    /// What stands between a lab and its store.
    UnaryOperator<Journal> before = UnaryOperator.identity();

    TestDoor(Path folder) { this.folder = folder; }

    @Override
    public void prepare() {}

    @Override
    public Lab open(@Nullable Path data, Wish wish) { return lab(wish, H2Journal.open(data != null ? data : folder)); }

    @Override
    public Lab throwAway(Wish wish) { return lab(wish, H2Journal.inMemory()); }

    private Lab lab(Wish wish, Journal journal) {
        try {
            var instant = LabSettings.defaults().withTimeScale(ConversationClock.INSTANT);
            return new Lab(wish.settings().apply(settings.apply(instant)), before.apply(journal),
                    new EmbeddedState(new ConversationClock()),
                    agents());
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    @Override
    public Mover mover(@Nullable Path data, @Nullable String from, @Nullable String to) {
        var source = from == null
                ? new StoreUrl.Folder(data != null ? data : folder)
                : StoreUrl.place("--from", from);
        return new Mover(source, StoreUrl.place("--to", String.valueOf(to)));
    }

    @Override
    public @Nullable PostgresUrl postgres() { return null; }

    @Override
    public Path home() { return Path.of("").toAbsolutePath(); }

    @Override
    public AgentSource agents() {
        return (settings, seed, _) -> Agents.scripted(TestPacks.at(settings.pack()), seed, settings.contextWindow());
    }

    @Override
    public ErrandsPlan errands() { return ErrandsPlan.DEFAULT; }

    @Override
    public Diagnosis diagnose(@Nullable Path data, Wish wish) { return diagnosis; }

    @Override
    public Door serve(Lab lab, ServeWish wish, Verdicts judge) {
        throw new UnsupportedOperationException("tested as a process");
    }

    @Override
    public Door toxiproxy(Lab lab, ServeWish wish, int port) {
        throw new UnsupportedOperationException("serving is tried with the whole program");
    }

    @Override
    public void proxies(Lab lab, Path file) {
        throw new UnsupportedOperationException("serving is tried with the whole program");
    }

    @Override
    public void logLevel(LogLevel chosen) { level = chosen; }
}
