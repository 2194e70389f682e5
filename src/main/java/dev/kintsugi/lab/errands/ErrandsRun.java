package dev.kintsugi.lab.errands;

import dev.kintsugi.agent.Agents;
import dev.kintsugi.agent.errands.Errands;
import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.event.Entry;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.people.People;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.Said;
import dev.kintsugi.lab.Session;
import dev.kintsugi.lab.SessionSpec;
import dev.kintsugi.report.story.TurnStory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends prompts one by one to an agent whose tools ask seven services, each behind a proxy, while toxics and simulated
/// errors strike by seeded chance. Everything is in the log of one session, which is kept if anything was sent. For one run
/// and one thread, but for [#stop].
public final class ErrandsRun implements AutoCloseable {
    /// The pack of the agent that runs errands.
    public static final String PACK = "errands";
    /// Names the settings of a run in its log, e.g. `errands.toxic_prob`.
    public static final String SETTING = "errands.";

    private final Lab lab;
    private final ErrandsPlan plan;
    private final long seed;
    private final Street street;
    private final Session session;
    private @Nullable Acts acts;
    private volatile boolean stopped;
    private volatile boolean sent;

    /// Starts services, proxies and session. Throws a [Problem] when they cannot be started.
    ///
    /// @param lab its settings say the seed, the recovery and whether a real provider is asked
    public ErrandsRun(Lab lab, ErrandsPlan plan, ErrandsPlace place) {
        requireKey(lab.settings().agent().provider());
        this.lab = lab;
        this.plan = plan;
        this.seed = lab.settings().seed();
        this.street = new Street(place, seed, lab.proxies());
        try {
            this.session = session();
        } catch (Problem e) {
            street.close();
            throw e;
        }
    }

    private static void requireKey(@Nullable ProviderSettings provider) {
        if (provider != null && provider.keyMissing()) {
            throw new Problem("The prompts cannot be sent", "there is no key for " + provider.name(),
                    "Set AI_API_KEY or write the key file, or take the lab's own agent with --agent scripted");
        }
    }

    private Session session() {
        var settings = lab.settings();
        var pack = Packs.named(PACK);
        var spec = SessionSpec.of(settings).withAgent(settings.agent().withPack(PACK)).playing(PACK)
                .asking(People.NOBODY);
        return lab.begin(spec, (agent, drawn, clock) -> {
            acts = new Acts(new Errands(street.bases(), plan.patience(), clock), PACK);
            return Agents.of(pack, drawn, agent.contextWindow(), agent.provider(), clock, acts);
        });
    }

    /// The session whose log holds the run.
    public SessionId id() { return session.id(); }

    /// Whether anything was sent.
    public boolean sent() { return sent; }

    /// Plays the prompts in order. Returns the log of the run as far as it came.
    ///
    /// @param told gets the events of each sending when it is over, and those of the beginning
    public List<Entry> play(List<String> prompts, Consumer<List<Entry>> told) {
        var log = new ArrayList<Entry>();
        Consumer<List<Entry>> kept = entries -> {
            log.addAll(entries);
            told.accept(entries);
        };
        configured(prompts.size()).forEach((name, value) -> done(
                session.outside(new LabEvent.SettingChanged(SETTING + name, Text.of(value)))));
        kept.accept(session.outsideEntries());
        for (int number = 1; number <= prompts.size(); number++) {
            send(number, prompts.get(number - 1), kept);
        }
        return List.copyOf(log);
    }

    private Map<String, String> configured(int prompts) {
        var all = new LinkedHashMap<String, String>();
        all.put("prompts", Integer.toString(prompts));
        all.put("seed", Long.toString(seed));
        all.put("toxic_prob", chance(plan.toxicProb().ppm()));
        all.put("toxic", plan.toxic().type());
        all.put("error_prob", chance(plan.errorProb().ppm()));
        all.put("tool_limit", Integer.toString(plan.toolLimit()));
        all.put("prompt_limit", Integer.toString(plan.promptLimit()));
        all.put("tool_timeout_ms", Long.toString(plan.patience().toMillis()));
        return all;
    }

    private static String chance(int ppm) { return BigDecimal.valueOf(ppm, 6).stripTrailingZeros().toPlainString(); }

    /// Breaks off the prompt under way, which ends as interrupted, and sends no more. What there is stays. For any thread.
    public void stop() {
        stopped = true;
        session.stop();
    }

    private void send(int number, String prompt, Consumer<List<Entry>> told) {
        for (int sending = 1; sending <= plan.promptLimit() + 1 && !stopped; sending++) {
            if (acts != null) {
                acts.begin(number);
            }
            var mishaps = new Mishaps(plan, new Draws(seed), street, number, sending, session.patience(),
                    () -> stopped);
            var name = "prompt " + number + (sending == 1 ? "" : ", sent again (" + sending + ")");
            sent = true;
            var turn = done(session.say(new Said(prompt, null, null, number, name).beside(mishaps)));
            told.accept(turn.entries());
            if (answered(turn)) {
                return;
            }
        }
    }

    private static boolean answered(TurnStory turn) {
        return turn.deliveredStatus() != null && turn.deliveredStatus().answers();
    }

    private static <T extends @Nullable Object> T done(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /// Ends it all. Nothing stays of a run that sent nothing.
    @Override
    public void close() {
        session.close();
        street.close();
        if (!sent) {
            lab.delete(session.id());
        }
    }
}
