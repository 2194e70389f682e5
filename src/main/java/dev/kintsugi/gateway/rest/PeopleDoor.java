package dev.kintsugi.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.people.ApprovalRequest;
import dev.kintsugi.domain.people.Handoff;
import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.lab.Lab;
import dev.kintsugi.lab.people.Case;
import dev.kintsugi.lab.people.EditedArguments;
import dev.kintsugi.lab.people.PeopleDesk;
import dev.kintsugi.report.story.PeopleCount;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The people's desk for programs: who is there, what waits, and what is decided. Safe for many threads.
final class PeopleDoor {
    private static final int LONGEST = 4000;
    private static final int NAME = 80;
    private static final int USUAL_LEASE = 60;
    private static final int LONGEST_LEASE = 3600;
    private static final Set<String> FIELDS = Set.of("does", "by", "text", "arguments");

    private final Lab lab;
    private final Leases leases;

    PeopleDoor(Lab lab) {
        this.lab = lab;
        this.leases = new Leases(lab.desk());
    }

    void show(Exchange exchange) {
        var all = Answers.object().put("attended", lab.desk().attended());
        var cases = all.putArray("cases");
        lab.desk().cases().forEach(c -> cases.add(shown(c)));
        var turns = lab.openSessions().stream().flatMap(s -> s.turns().stream()).toList();
        all.set("counts", Answers.tree(PeopleCount.of(turns).fields()));
        Answers.json(exchange, 200, all);
    }

    /// Somebody is there for so many seconds: as long as anybody is, what is asked of people waits for an answer.
    void attend(Exchange exchange) {
        var body = Wanted.of(exchange, Set.of("by", "seconds"));
        var seconds = body.number("seconds", 0, LONGEST_LEASE).orElse(USUAL_LEASE);
        leases.renew(body.said("by", NAME).strip(), Duration.ofSeconds(seconds));
        Answers.json(exchange, 200, Answers.object().put("attended", lab.desk().attended()).put("seconds", seconds));
    }

    void decide(Exchange exchange) {
        var name = exchange.parameter("case");
        if (lab.desk().cases().stream().noneMatch(c -> c.name().equals(name))) {
            throw new Refused(404, "unknown_case", "case", "Nothing called '" + name + "' waits for a person",
                    "GET /api/v1/people lists what waits");
        }
        var body = Wanted.of(exchange, FIELDS);
        try {
            decide(name, body.said("does", NAME), body.said("by", NAME).strip(), body);
        } catch (Problem problem) {
            throw new Refused(409, "not_decided", "", problem.what() + ": " + problem.why(), problem.todo());
        }
        Answers.json(exchange, 200, Answers.object().put("message", "Decided"));
    }

    private void decide(String name, String does, String by, Wanted body) {
        PeopleDesk desk = lab.desk();
        var text = body.text("text", LONGEST).orElse("");
        switch (does) {
            case "approve" -> desk.approve(name, by);
            case "edit" -> desk.edit(name, arguments(name, body), by);
            case "reject" -> desk.reject(name, text, by);
            case "take" -> desk.take(name, by);
            case "answer" -> desk.answer(name, body.said("text", LONGEST), false, by);
            case "take_over" -> desk.answer(name, body.said("text", LONGEST), true, by);
            case "hand_back" -> desk.handBack(name, text, false, by);
            case "credential" -> desk.handBack(name, text, true, by);
            default -> throw Refused.field("does",
                    "'does' is approve, edit, reject, take, answer, take_over, hand_back or credential");
        }
    }

    private String arguments(String name, Wanted body) {
        var text = body.object("arguments", LONGEST)
                .orElseThrow(() -> Refused.field("arguments", "'arguments' is needed to edit"));
        for (var waiting : lab.desk().cases()) {
            if (waiting instanceof Case.ToApprove asked && asked.name().equals(name) && asked.request().editable()) {
                usable(asked.request(), text);
            }
        }
        return text;
    }

    private static void usable(ApprovalRequest request, String arguments) {
        try {
            EditedArguments.checked(request, arguments);
        } catch (Problem problem) {
            throw new Refused(400, "invalid_request", "arguments", problem.what() + ": " + problem.why(),
                    problem.todo());
        }
    }

    private static ObjectNode shown(Case waiting) {
        var out = Answers.object().put("case", waiting.name()).put("session_id", waiting.session().value())
                .put("since", waiting.since().toString());
        return switch (waiting) {
            case Case.ToApprove c -> approval(out.put("kind", "approval"), c.request());
            case Case.ToTakeOver c -> handoff(out.put("kind", "handoff"), c.handoff(), c.takenBy());
        };
    }

    private static ObjectNode approval(ObjectNode out, ApprovalRequest request) {
        out.put("turn", request.turn()).put("tool", request.tool())
                .put("risk", request.risk().name().toLowerCase(Locale.ROOT)).put("amount", request.amount())
                .put("effect", request.effect()).put("editable", request.editable())
                .put("patience_seconds", request.patience().toSeconds());
        out.set("arguments", Answers.tree(request.arguments()));
        return out;
    }

    private static ObjectNode handoff(ObjectNode out, Handoff handoff, String takenBy) {
        out.put("turn", handoff.turn()).put("request", handoff.request()).put("failing", handoff.failing())
                .put("error", handoff.error()).put("failures", handoff.failures())
                .put("taken_by", takenBy.isEmpty() ? null : takenBy)
                .put("patience_seconds", handoff.patience().toSeconds());
        texts(out, "plan", handoff.plan());
        texts(out, "done", handoff.done());
        var said = out.putArray("conversation");
        handoff.conversation().forEach(m -> said.addObject().put("role", m.role().name().toLowerCase(Locale.ROOT))
                .put("content", m.content()));
        return out;
    }

    private static void texts(ObjectNode out, String name, List<String> lines) {
        var array = out.putArray(name);
        lines.forEach(array::add);
    }
}
