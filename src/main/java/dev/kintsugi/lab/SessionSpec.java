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
public record SessionSpec(@Nullable SessionId id, AgentSettings agent, String policy, long seed,
        @Nullable Instant virtual, String scenario, @Nullable People people) {
    public SessionSpec(@Nullable SessionId id, AgentSettings agent, String policy, long seed,
            @Nullable Instant virtual, String scenario) {
        this(id, agent, policy, seed, virtual, scenario, null);
    }

    /// A conversation with the agent, policy and seed of the settings.
    public static SessionSpec of(LabSettings settings) {
        return new SessionSpec(null, settings.agent(), settings.policy(), settings.seed(), null, "");
    }

    public SessionSpec named(SessionId other) {
        return new SessionSpec(other, agent, policy, seed, virtual, scenario, people);
    }

    public SessionSpec withPolicy(String other) {
        return new SessionSpec(id, agent, other, seed, virtual, scenario, people);
    }

    public SessionSpec withSeed(long other) {
        return new SessionSpec(id, agent, policy, other, virtual, scenario, people);
    }

    public SessionSpec withAgent(AgentSettings other) {
        return new SessionSpec(id, other, policy, seed, virtual, scenario, people);
    }

    /// On virtual time, for a scenario.
    public SessionSpec virtual(Instant start, String name) {
        return new SessionSpec(id, agent, policy, seed, start, name, people);
    }

    /// On wall time, for a scenario.
    public SessionSpec playing(String name) { return new SessionSpec(id, agent, policy, seed, virtual, name, people); }

    /// Asks these people.
    public SessionSpec asking(People other) {
        return new SessionSpec(id, agent, policy, seed, virtual, scenario, other);
    }
}
