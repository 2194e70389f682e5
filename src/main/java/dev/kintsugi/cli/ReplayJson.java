package dev.kintsugi.cli;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.lab.play.Run;
import dev.kintsugi.lab.scenario.Bill;
import dev.kintsugi.lab.scenario.Savings;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.RateData;
import dev.kintsugi.report.stats.SixDecimals;
import dev.kintsugi.report.story.PeopleCount;
import dev.kintsugi.report.story.TurnStory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A played scenario as plain data, for programs. Stateless.
final class ReplayJson {
    private ReplayJson() {}

    static Map<String, Object> of(Run run) {
        var out = new LinkedHashMap<String, Object>();
        out.put("scenario", run.scenario().name());
        out.put("session_id", run.session().value());
        out.put("seed", run.seed());
        out.put("recovery_policy", run.policy());
        out.put("order", run.order());
        out.put("interactions", run.turns().stream().map(ReplayJson::interaction).toList());
        out.put("failed_turns", run.tally().injectedTurns());
        out.put("recovery_rate", RateData.of(Rate.of(run.tally().count(Outcome.RECOVERED), run.tally().manifested())));
        out.put("people", PeopleCount.of(run.turns()).fields());
        out.put("currency", run.bill().currency());
        out.put("items", run.bill().items().stream().map(ReplayJson::item).toList());
        out.put("customer_total", run.bill().total(Bill.Party.CUSTOMER));
        out.put("company_total", run.bill().total(Bill.Party.COMPANY));
        out.put("patience", SixDecimals.ofPpm(run.patience().ppm()));
        out.put("disconnected", run.history().left());
        return out;
    }

    static Map<String, Object> of(Run off, Run on) {
        var out = new LinkedHashMap<String, Object>();
        out.put("off", of(off));
        out.put("on", of(on));
        out.put("savings", of(Savings.between(off.bill(), on.bill())));
        return out;
    }

    private static Map<String, Object> of(Savings savings) {
        var out = new LinkedHashMap<String, Object>();
        out.put("customer_total", savings.total(Bill.Party.CUSTOMER));
        out.put("company_total", savings.total(Bill.Party.COMPANY));
        var items = new LinkedHashMap<String, Object>();
        savings.lines().forEach(l -> items.put(l.off().name(), l.saved()));
        out.put("amounts_by_item", items);
        return out;
    }

    private static Map<String, Object> interaction(TurnStory turn) {
        var out = new LinkedHashMap<String, Object>();
        out.put("step", turn.scenarioStep());
        out.putAll(TurnJson.of(turn));
        return out;
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
