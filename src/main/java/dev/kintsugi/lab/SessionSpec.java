package dev.kintsugi.lab;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.people.People;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a session begins with. Immutable.
///
/// @param id       its name; absent lets the lab choose one
/// @param agent    whom it talks to
/// @param policy   the recovery policy's name or file
/// @param seed     what its chance is drawn from
/// @param virtual  absent for a conversation on wall time; else the moment at which virtual time starts
/// @param scenario the scenario's name; empty in free conversation
/// @param people   who is asked; absent for whoever sits at the lab's desk, in virtual time for nobody
/// @param keeps    how many of the latest turns stay in memory at least; the log has all
/// @param drawKey  the key of its draws, for an episode that is to meet the same chance in any lab; absent for the session's
///                 number in its lab
public record SessionSpec(@Nullable SessionId id, AgentSettings agent, String policy, long seed,
        @Nullable Instant virtual, String scenario, @Nullable People people, int keeps, @Nullable Long drawKey) {
    /// Keeps all turns in memory.
    public static final int EVERY_TURN = Integer.MAX_VALUE;

    public SessionSpec(@Nullable SessionId id, AgentSettings agent, String policy, long seed,
            @Nullable Instant virtual, String scenario) {
        this(id, agent, policy, seed, virtual, scenario, null, EVERY_TURN, null);
    }

    /// A conversation with the agent, policy and seed of the settings.
    public static SessionSpec of(LabSettings settings) {
        return new SessionSpec(null, settings.agent(), settings.policy(), settings.seed(), null, "");
    }

    public SessionSpec named(SessionId other) {
        return new SessionSpec(other, agent, policy, seed, virtual, scenario, people, keeps, drawKey);
    }

    public SessionSpec withPolicy(String other) {
        return new SessionSpec(id, agent, other, seed, virtual, scenario, people, keeps, drawKey);
    }

    public SessionSpec withSeed(long other) {
        return new SessionSpec(id, agent, policy, other, virtual, scenario, people, keeps, drawKey);
    }

    public SessionSpec withAgent(AgentSettings other) {
        return new SessionSpec(id, other, policy, seed, virtual, scenario, people, keeps, drawKey);
    }

    /// On virtual time, for a scenario.
    public SessionSpec virtual(Instant start, String name) {
        return new SessionSpec(id, agent, policy, seed, start, name, people, keeps, drawKey);
    }

    /// On wall time, for a scenario.
    public SessionSpec playing(String name) {
        return new SessionSpec(id, agent, policy, seed, virtual, name, people, keeps, drawKey);
    }

    /// Asks these people.
    public SessionSpec asking(People other) {
        return new SessionSpec(id, agent, policy, seed, virtual, scenario, other, keeps, drawKey);
    }

    /// Keeps so many of its latest turns in memory, for a conversation that somebody else remembers.
    public SessionSpec keeping(int turns) {
        return new SessionSpec(id, agent, policy, seed, virtual, scenario, people, turns, drawKey);
    }

    /// Draws its chance at this place, whatever its number is.
    public SessionSpec drawnAt(long key) {
        return new SessionSpec(id, agent, policy, seed, virtual, scenario, people, keeps, key);
    }
}
