package dev.kintsugi.cli;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.lab.play.Run;
import dev.kintsugi.lab.scenario.Bill;
import dev.kintsugi.lab.scenario.Savings;
import dev.kintsugi.report.story.PeopleCount;
import dev.kintsugi.report.story.TurnStory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A played scenario as plain data, for programs. Stateless.
final class ReplayJson {
    private ReplayJson() {}

    static Map<String, Object> of(Run run) {
        var out = new LinkedHashMap<String, Object>();
        out.put("scenario", run.scenario().name());
        out.put("session", run.session().value());
        out.put("seed", run.seed());
        out.put("recovery", run.policy());
        out.put("order", run.order());
        out.put("turns", run.turns().stream().map(ReplayJson::turn).toList());
        out.put("injected", run.tally().injectedTurns());
        out.put("manifested", run.tally().manifested());
        out.put("recovered", run.tally().count(Outcome.RECOVERED));
        out.put("people", PeopleCount.of(run.turns()).fields());
        out.put("currency", run.bill().currency());
        out.put("items", run.bill().items().stream().map(ReplayJson::item).toList());
        out.put("customer_total", run.bill().total(Bill.Party.CUSTOMER));
        out.put("company_total", run.bill().total(Bill.Party.COMPANY));
        out.put("patience_ppm", run.patience().ppm());
        out.put("disconnected", run.history().left());
        return out;
    }

    static Map<String, Object> of(Run off, Run on) {
        var out = new LinkedHashMap<String, Object>();
        var savings = Savings.between(off.bill(), on.bill());
        out.put("off", of(off));
        out.put("on", of(on));
        out.put("saved", Map.of("customer_total", savings.total(Bill.Party.CUSTOMER), "company_total",
                savings.total(Bill.Party.COMPANY), "items", savings.lines().stream()
                        .map(l -> Map.of("name", l.off().name(), "saved", l.saved())).toList()));
        return out;
    }

    static Map<String, Object> turn(TurnStory turn) {
        var out = new LinkedHashMap<String, Object>();
        out.put("turn", turn.number());
        out.put("step", turn.scenarioStep());
        out.put("message", turn.message().value());
        out.put("failure_mode", turn.failed() ? turn.injections().getFirst().mode().wire() : null);
        out.put("failure_injection_applied", turn.failed());
        out.put("natural", turn.natural().value());
        out.put("observed", turn.observed().value());
        out.put("delivered", turn.delivered().value());
        out.put("delivered_by", turn.deliveredBy());
        out.put("status", name(turn.status()));
        out.put("natural_status", name(turn.naturalStatus()));
        out.put("delivered_status", name(turn.deliveredStatus()));
        out.put("outcome", name(turn.outcome()));
        out.put("processing_time_ms", turn.processingMs());
        out.put("token_count", turn.tokens());
        out.put("model_used", turn.model());
        out.put("steps", turn.steps().stream().map(s -> Map.of("at_ms", s.atMs(), "mark",
                s.mark().name().toLowerCase(Locale.ROOT), "text", s.text())).toList());
        return out;
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> item(Bill.Item item) {
        var out = new LinkedHashMap<String, Object>();
        out.put("name", item.name());
        out.put("party", item.party().name().toLowerCase(Locale.ROOT));
        out.put("group", item.group());
        out.put("formula", item.formula());
        out.put("amount", item.amount());
        out.put("due", item.due());
        out.put("turn", item.turn() == 0 ? null : item.turn());
        out.put("why", item.why());
        return out;
    }
}
