package dev.kintsugi.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.CustomFault;
import dev.kintsugi.fault.Effective;
import dev.kintsugi.fault.FaultSettings;
import dev.kintsugi.fault.Injector;
import dev.kintsugi.fault.Modes;
import dev.kintsugi.fault.SessionFaults;
import dev.kintsugi.fault.wire.Planned;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.lab.scenario.ChaosPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/v1/faults`: failures steered from outside. Safe for many threads.
final class Faults {
    private final Lab lab;
    private final Injector injector = new Injector();
    private final ConversationClock clock = new ConversationClock();

    Faults(Lab lab) { this.lab = lab; }

    void show(Exchange exchange) { Answers.json(exchange, 200, json()); }

    /// Changes what the body names and leaves the rest; all of it or nothing.
    void change(Exchange exchange) {
        var plan = ChaosPlan.of(Wanted.parse(exchange));
        synchronized (lab) {
            lab.change(changed(plan));
        }
        Answers.json(exchange, 200, json());
    }

    private LabSettings changed(ChaosPlan plan) {
        try {
            return plan.over(lab.settings());
        } catch (Problem e) {
            throw new Refused(400, "invalid_faults", "", e.what() + ": " + e.why(), e.todo());
        }
    }

    void stop(Exchange exchange) {
        lab.panicStop();
        Answers.json(exchange, 200, json().put("message", "Every fault is stopped"));
    }

    void resume(Exchange exchange) {
        lab.resumeFaults();
        Answers.json(exchange, 200,
                json().put("message", "Faults may act again; chance stays off until chaos is turned on"));
    }

    /// As for a session in which nothing has happened yet.
    private ObjectNode json() {
        var settings = lab.settings().faults();
        var now = clock.now().toEpochMilli();
        var forced = lab.settings().forced();
        var all = Answers.object().put("chaos", settings.chaos()).put("stopped", lab.stopped())
                .put("law", settings.law().wire())
                .put("multiplier", settings.multiplierPpm() / 1_000_000.0)
                .put("cooldown", settings.cooldown().toMillis() / 1_000.0)
                .put("forced", forced == null ? null : forced.wire())
                .put("any_effective", injector.any(settings, SessionFaults.NEW, now).value());
        var effective = injector.effective(settings, SessionFaults.NEW, now);
        var modes = all.putObject("modes");
        for (var mode : FailureMode.values()) {
            modes.set(mode.wire(), mode(mode, settings, effective.get(mode)));
        }
        var made = injector.effectiveCustoms(settings, SessionFaults.NEW, now);
        var customs = all.putObject("customs");
        var plans = lab.settings().plans();
        plan(plans.all(), all.putArray("plan"));
        var sessions = all.putObject("sessions");
        plans.sessions().forEach((name, own) -> plan(own, sessions.putArray(name)));
        settings.customs().forEach(c -> customs.set(c.name(), custom(c, made.get(c.name()))));
        return all;
    }

    private static void plan(List<Planned> plan, ArrayNode out) { plan.forEach(p -> out.add(p.text())); }

    private static ObjectNode mode(FailureMode mode, FaultSettings settings,
            @Nullable Effective effective) {
        var set = settings.mode(mode);
        var all = Answers.object().put("category", mode.category().wire()).put("enabled", set.on())
                .put("probability", set.probability().value())
                .put("effective", effective == null ? 0 : effective.effective().value());
        var parameters = all.putObject("parameters");
        Modes.parameters(mode).forEach(p -> parameters.put(p.name(), settings.parameter(mode, p.name())));
        return all;
    }

    private static ObjectNode custom(CustomFault custom, @Nullable Effective effective) {
        var all = Answers.object().put("category", custom.named().category().wire()).put("enabled", custom.on())
                .put("probability", custom.probability().value())
                .put("effective", effective == null ? 0 : effective.effective().value())
                .put("like", custom.likeness().wire());
        custom.triggers().forEach(all.putArray("triggers")::add);
        return all;
    }
}
