package dev.kintsugi.workbench.kit;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.store.StoreHealth;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabNews;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.lab.scenario.PlaybackState;
import dev.kintsugi.lab.watch.Watch;
import dev.kintsugi.recovery.policy.Policy;
import dev.kintsugi.report.story.Tally;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.story.Words;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The lab as the window knows it: what it tells arrives here on the FX thread, through the pump, and what a person
/// asks of it leaves here on another thread. Values change on the FX thread only.
public final class LabFeed implements AutoCloseable {
    private static final Object LAYING = "laying a session on the bench";

    private final Lab lab;
    private final Bench bench;
    private final Pump pump;
    private final Notices notices;
    private final SettingsFeed settings;
    private final Executor errands = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("errands").factory());
    private final ReadOnlyObjectWrapper<StoreHealth> health;
    private final ReadOnlyObjectWrapper<StoreHealth> stateHealth;
    private final ReadOnlyObjectWrapper<@Nullable Session> session = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable PlaybackState> playback = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyLongWrapper heard = new ReadOnlyLongWrapper();
    private final SessionList sessions;
    private final FirstWords firstWords = new FirstWords();
    private final StoreNotices troubles;
    private final Watch watch;

    public LabFeed(Lab lab, Bench bench, Pump pump, Undo undo, Notices notices) {
        this.lab = lab;
        this.bench = bench;
        this.pump = pump;
        this.notices = notices;
        this.settings = new SettingsFeed(lab, undo, notices);
        this.health = new ReadOnlyObjectWrapper<>(lab.storeHealth());
        this.stateHealth = new ReadOnlyObjectWrapper<>(lab.stateHealth());
        this.troubles = new StoreNotices(health, notices);
        this.sessions = new SessionList(lab::sessions, errands, pump);
        this.watch = lab.watch(this::take);
        lab.storeRepaired().ifPresent(notices::problem);
        sessions.reload();
    }

    public Lab lab() { return lab; }

    public ReadOnlyObjectProperty<LabSettings> settings() { return settings.settings(); }

    public ReadOnlyObjectProperty<StoreHealth> health() { return health.getReadOnlyProperty(); }

    /// How the store of session state is.
    public ReadOnlyObjectProperty<StoreHealth> stateHealth() { return stateHealth.getReadOnlyProperty(); }

    /// The policy that is chosen; none when its file is gone. Read anew when another is chosen, before the settings tell of it.
    public ReadOnlyObjectProperty<Policy> policy() { return settings.policy(); }

    /// The session on the bench, absent before the first.
    public ReadOnlyObjectProperty<@Nullable Session> session() { return session.getReadOnlyProperty(); }

    public ReadOnlyObjectProperty<@Nullable PlaybackState> playback() { return playback.getReadOnlyProperty(); }

    /// How many changes of turns were told, of any session: changes whenever a list of sessions may be out of date.
    public ReadOnlyLongProperty heard() { return heard.getReadOnlyProperty(); }

    /// All sessions; read anew when one came or went.
    public SessionList sessions() { return sessions; }

    /// Changes settings so that undo can take it back; see [Undo#changed] for `key`.
    public void change(Object key, String title, UnaryOperator<LabSettings> change) {
        settings.change(key, title, change);
    }

    /// Recovers by this policy from the next turn on: in all open conversations, and on the bench even when the lab is set
    /// to it already.
    ///
    /// @param policy its name or file
    public void recoverBy(String policy, String title) {
        settings.changeAlone("policy", "Recover by " + title, now -> now.withPolicy(policy));
        var here = session.get();
        if (here != null && here.spec().scenario().isEmpty()) {
            here.policy(policy);
        }
    }

    /// Says something in the session on the bench; begins one when there is none.
    public CompletableFuture<TurnStory> say(String message, @Nullable FailureMode mode) {
        var question = new Object();
        pump.inOrder(() -> bench.asked(question, false));
        return firstWords.say(session.get(), this::begin, there -> there.say(message, mode))
                .whenComplete((_, _) -> pump.inOrder(() -> bench.asked(question, true)));
    }

    /// Begins a session with the settings as they are and lays it on the bench.
    public CompletableFuture<Session> begin() { return lay(this::begun); }

    /// Clears the bench: the next message begins a session. So nobody leaves one behind in which nothing was said.
    public void clear() {
        firstWords.forget();
        session.set(null);
        bench.lay(null, List.of(), Tally.EMPTY);
    }

    /// The first session takes a while to begin; a policy that is chosen meanwhile counts in it too.
    private Session begun() {
        var spec = SessionSpec.of(lab.settings());
        var begun = lab.begin(spec);
        var chosen = lab.settings().policy();
        if (!chosen.equals(spec.policy())) {
            begun.policy(chosen);
        }
        return begun;
    }

    /// Opens a session again and lays it on the bench.
    public CompletableFuture<Session> open(SessionId id) {
        firstWords.forget();
        var opened = lay(() -> lab.open(id));
        new LongWait(health, notices, pump).over(opened, "The session is still being opened");
        opened.thenAccept(session -> pump.inOrder(() -> tellPolicy(session)));
        return opened;
    }

    /// The same, with a turn of it selected.
    ///
    /// @param then brings the bench up, once it lies there
    public void openAt(SessionId id, int turn, Runnable then) {
        open(id).thenAccept(_ -> pump.inOrder(() -> {
            bench.select(turn);
            then.run();
        }));
    }

    /// Lays the session on the bench that lay there the last time. Nobody asked for it: one that is gone or in the midst of a
    /// turn, which may be another lab's over the same store, stays where it is, as does one that comes too late.
    public void goOn(SessionId id) {
        CompletableFuture.runAsync(() -> {
            if (lab.sessions().stream().anyMatch(row -> row.id().equals(id) && !row.open())) {
                var found = Found.of(lab.open(id));
                pump.inOrder(() -> {
                    if (session.get() == null && !bench.underWay()) {
                        lay(found);
                    }
                });
            }
        }, errands);
    }

    /// A session keeps the policy that it was left with; what the bar shows is chosen for those that begin.
    private void tellPolicy(Session opened) {
        var name = opened.policyName();
        if (opened.spec().scenario().isEmpty() && !name.equals(policy().get().name())) {
            notices.say("This session recovers by " + name + ", as it was left. Those that begin recover by "
                    + policy().get().name() + ".");
        }
    }

    /// Lays a session on the bench that something else has opened, e.g. a scenario.
    public void show(Session opened) {
        firstWords.forget();
        lay(Found.of(opened));
    }

    /// Forgets a session; the bench is empty when it lay there.
    public CompletableFuture<Void> delete(SessionId id) {
        pump.inOrder(() -> troubles.again(id));
        return CompletableFuture.runAsync(() -> lab.delete(id), errands)
                .whenComplete((_, trouble) -> pump.inOrder(() -> {
                    if (trouble != null) {
                        troubles.problem(id, trouble);
                    } else if (id.equals(bench.session().get())) {
                        clear();
                    }
                }));
    }

    private CompletableFuture<Session> lay(Supplier<Session> opening) {
        pump.inOrder(() -> troubles.again(LAYING));
        return CompletableFuture.supplyAsync(opening, errands).whenComplete((opened, trouble) -> {
            if (trouble == null) {
                var found = Found.of(opened);
                pump.inOrder(() -> lay(found));
            } else {
                pump.inOrder(() -> troubles.problem(LAYING, trouble));
            }
        });
    }

    private void lay(Found found) {
        session.set(found.session());
        bench.lay(found.session().id(), found.turns(), found.session().tally());
        if (found.turns().size() < found.all()) {
            notices.say("A program is calling in this session, which has " + Words.counted(found.all(), "turn")
                    + ": the last " + found.turns().size() + " are shown. An export has all.");
        }
    }

    /// A session as it was found. How many turns it has is read before the turns are: one that begins meanwhile is among
    /// those that are shown, and none is missed.
    private record Found(Session session, int all, List<TurnStory> turns) {
        static Found of(Session session) {
            var all = session.row().turns();
            return new Found(session, all, session.turns());
        }
    }

    private void take(LabNews news) {
        switch (news) {
            case LabNews.TurnChanged n -> pump.latest(List.of("turn", n.session(), n.turn().number()), () -> told(n));
            case LabNews.Streaming n -> pump.latest(List.of("draft", n.session()), () -> ifHere(n.session(), () -> bench
                    .draft().set(new Bench.Draft(n.turn(), n.attempt(), n.text(), n.tentative()))));
            case LabNews.Withdrawn n ->
                pump.latest(List.of("draft", n.session()), () -> ifHere(n.session(), () -> bench.draft().set(null)));
            case LabNews.Waiting n -> pump.latest(List.of("wait", n.session()), () -> ifHere(n.session(),
                    () -> bench.pause().set(new Bench.Pause(n.turn(), n.reason(), n.planned()))));
            case LabNews.WaitOver n ->
                pump.latest(List.of("wait", n.session()), () -> ifHere(n.session(), () -> bench.pause().set(null)));
            case LabNews.SessionsChanged _ -> sessions.reload();
            case LabNews.SettingsChanged n -> pump.latest("settings", () -> settings.told(n.settings()));
            case LabNews.SettingsUnsaved n -> pump.latest("unsaved", () -> notices.problem(n.why()));
            case LabNews.PlaybackMoved n -> pump.latest(List.of("playback", n.state().session()),
                    () -> playback.set(n.state()));
            case LabNews.StoreChanged n -> pump.latest("store", () -> health.set(n.health()));
            case LabNews.StateChanged n -> pump.latest("state", () -> stateHealth.set(n.health()));
        }
    }

    private void told(LabNews.TurnChanged news) {
        heard.set(heard.get() + 1);
        ifHere(news.session(), () -> {
            bench.told(news.turn(), news.tally());
            if (!news.turn().underWay()) {
                bench.draft().set(null);
                bench.pause().set(null);
            }
        });
    }

    private void ifHere(SessionId id, Runnable work) {
        if (id.equals(bench.session().get())) {
            work.run();
        }
    }

    @Override
    public void close() { watch.close(); }
}
