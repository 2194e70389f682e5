package dev.kintsugi.lab;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.Text;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.event.Chain;
import dev.kintsugi.domain.event.Equipment;
import dev.kintsugi.domain.event.LabEvent;
import dev.kintsugi.domain.event.Salts;
import dev.kintsugi.domain.model.Agent;
import dev.kintsugi.domain.people.People;
import dev.kintsugi.domain.store.Journal;
import dev.kintsugi.domain.store.StateStore;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.LabClock;
import dev.kintsugi.domain.time.VirtualClock;
import dev.kintsugi.lab.log.Folds;
import dev.kintsugi.lab.log.KeptSalts;
import dev.kintsugi.lab.log.LastPolicy;
import dev.kintsugi.lab.log.Recorder;
import dev.kintsugi.lab.time.HeldClock;
import dev.kintsugi.lab.time.PatientClock;
import dev.kintsugi.recovery.Services;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.recovery.policy.Policy;
import dev.kintsugi.report.story.SessionStory;
import dev.kintsugi.store.EmbeddedState;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Makes sessions: new ones, and old ones from their log. Safe for use by many threads.
final class Sessions {
    static final String FOUND_OPEN = "found open at start";

    private final Lab lab;
    private final Journal journal;
    private final StateStore states;
    private final AgentSource agents;
    private final Watchers watchers;
    /// What policies that share use together. An episode in virtual time owns its clock, so it shares with nobody.
    private final Services shared = new Services(new ConversationClock());

    Sessions(Lab lab, Journal journal, StateStore states, AgentSource agents, Watchers watchers) {
        this.lab = lab;
        this.journal = journal;
        this.states = states;
        this.agents = agents;
        this.watchers = watchers;
    }

    Session begin(SessionSpec spec, @Nullable AgentSource given) {
        return begin(spec, Policies.named(spec.policy()), given);
    }

    /// @param policy in place of the one that the spec names
    Session begin(SessionSpec spec, Policy policy, @Nullable AgentSource given) {
        var key = spec.drawKey();
        var ordinal = key == null ? journal.nextOrdinal() : key;
        var id = spec.id() != null ? spec.id() : newId(spec, ordinal);
        if (journal.head(id).sequence() > 0) {
            throw new Problem("There is a session '" + id + "' already", "its name is taken",
                    "Open it, or choose another name", Problem.Exit.CONFLICT, null);
        }
        var waits = spec.virtual() == null ? waits() : null;
        var core = core(id, spec, policy, ordinal, waits, new Folds(spec.keeps()),
                new Journal.Head(0, Chain.GENESIS), given);
        core.record(0, opened(core, given == null ? equipment(spec.agent(), core) : null), 0);
        core.keepPolicy();
        core.commit(0);
        return new Session(lab, core, waits, () -> load(id, waits, spec, given, null, spec.keeps()));
    }

    static LabEvent opened(SessionCore core, @Nullable Equipment equipment) {
        var spec = core.spec();
        return new LabEvent.SessionOpened(core.drawKey(), spec.seed(), core.agent().name(),
                core.agent().models().getFirst(), core.policy().name(), core.policy().order(), spec.virtual() != null,
                spec.scenario(), equipment);
    }

    private static Equipment equipment(AgentSettings agent, SessionCore core) {
        var provider = agent.provider();
        var asked = provider == null
                ? List.<Equipment.Asked>of()
                : provider.models().stream().map(m -> new Equipment.Asked(m, provider.contextWindowOf(m))).toList();
        return new Equipment(Text.of(agent.pack()), agent.contextWindow(), asked,
                provider == null ? "" : provider.encoding(), Text.of(LastPolicy.of(core.policy()).text()));
    }

    /// Virtual sessions are named by what they are made of, so that the same run has the same log.
    private static SessionId newId(SessionSpec spec, long ordinal) {
        if (spec.virtual() != null) {
            return new SessionId("virtual-" + Long.toUnsignedString(spec.seed(), 36) + "-" + ordinal);
        }
        var salt = Salts.random().salt(0, 0);
        return new SessionId("session-" + ordinal + "-" + salt.substring(0, 8));
    }

    private ConversationClock waits() {
        var waits = new ConversationClock();
        waits.scale(lab.settings().timeScale());
        return waits;
    }

    /// @param keeps as in [SessionSpec]
    Session reopen(SessionId id, @Nullable AgentSource given, @Nullable People people, int keeps) {
        var waits = waits();
        var core = load(id, waits, null, given, people, keeps);
        core.record(0, new LabEvent.SessionReopened(given == null ? equipment(core.spec().agent(), core) : null), 0);
        core.keepPolicy();
        core.commit(0);
        return new Session(lab, core, waits, () -> load(id, waits, core.spec(), given, null, keeps));
    }

    private SessionCore load(SessionId id, @Nullable ConversationClock waits, @Nullable SessionSpec known,
            @Nullable AgentSource given, @Nullable People people, int keeps) {
        var log = new StoredLog(id, journal, keeps);
        if (!(log.first() instanceof LabEvent.SessionOpened opened)) {
            throw unknown(id);
        }
        var folds = log.folds();
        var spec = known != null
                ? known
                : new SessionSpec(id, agent(folds), opened.policy(), opened.seed(), null, opened.scenario(), people,
                        keeps, null);
        var core = core(id, spec, folds.policy().policy(), opened.drawKey(), waits, folds, journal.head(id), given);
        closeOpenTurns(core);
        return core;
    }

    /// In virtual time nobody can sit at the desk: it would have to wait for wall time.
    private People people(SessionSpec spec) {
        return spec.people() != null ? spec.people() : spec.virtual() != null ? People.NOBODY : lab.desk();
    }

    static Problem unknown(SessionId id) {
        return new Problem("There is no session '" + id + "'", "nothing was written under this name",
                "List the sessions, and choose one of them");
    }

    /// The state of a session that is not open, folded from its log.
    String state(SessionId id) {
        return Projections.state(new StoredLog(id, journal, SessionSpec.EVERY_TURN).folds(), states.failures(id));
    }

    /// What the agent knows goes with the session; how a model is reached is the lab's affair.
    private AgentSettings agent(Folds folds) {
        var provider = lab.settings().agent().provider();
        return folds.equipment().map(e -> new AgentSettings(e.pack().value(), e.contextWindow(), provider))
                .orElse(lab.settings().agent());
    }

    private Agent agent(SessionId id, SessionSpec spec, LabClock clock, boolean again) {
        try {
            return Objects.requireNonNull(agents.agent(spec.agent(), spec.seed(), clock),
                    "the source of agents gave none: null");
        } catch (Problem e) {
            throw again
                    ? new Problem("Session '" + id + "' cannot be opened again",
                            "what its agent knew is not there any more. " + e.what() + ": " + e.why(),
                            "Put the pack " + spec.agent().pack() + " back where it was", e)
                    : e;
        }
    }

    private static void closeOpenTurns(SessionCore core) {
        for (var turn : core.folds().story(SessionStory::openTurns)) {
            core.record(turn, new LabEvent.TurnInterrupted(FOUND_OPEN), 0);
        }
        core.commit(core.turns());
    }

    private SessionCore core(SessionId id, SessionSpec spec, Policy policy, long drawKey,
            @Nullable ConversationClock waits, Folds folds, Journal.Head head, @Nullable AgentSource given) {
        LabClock clock = waits != null
                ? new HeldClock(waits)
                : new VirtualClock(Objects.requireNonNull(spec.virtual()));
        var salts = new KeptSalts(
                waits != null ? Salts.random() : Salts.derived(new Draws(spec.seed()), drawKey));
        var peopleTime = new AtomicLong();
        var patient = new PatientClock(clock, peopleTime);
        var agent = given != null
                ? given.agent(spec.agent(), spec.seed(), patient)
                : agent(id, spec, patient, head.sequence() > 0);
        var recorder = new Recorder(id, clock, journal, new Chain(salts, head.hash()), head.sequence(), folds,
                Recorder.Proof.NONE);
        return new SessionCore(
                new SessionCore.Parts(id, spec, drawKey, agent, clock,
                        folds, recorder, waits != null ? states : new EmbeddedState(clock), watchers,
                        lab.settings().thresholds(), policy,
                        waits != null ? shared : new Services(clock), people(spec), salts, peopleTime));
    }
}
