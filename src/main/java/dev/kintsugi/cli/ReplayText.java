package dev.kintsugi.cli;

import dev.kintsugi.cli.Terminal.Tone;
import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.lab.play.Run;
import dev.kintsugi.lab.scenario.Bill;
import dev.kintsugi.lab.scenario.PatienceState;
import dev.kintsugi.lab.scenario.Savings;
import dev.kintsugi.lab.scenario.Scenario;
import dev.kintsugi.report.stats.Rate;
import dev.kintsugi.report.stats.Shares;
import dev.kintsugi.report.story.PeopleCount;
import dev.kintsugi.report.story.TurnStory;
import dev.kintsugi.report.story.Words;
import java.util.Locale;

/// A played scenario as text: its turns while they are played, then the bill, then what recovery saved.
final class ReplayText {
    private static final int BAR = 20;

    private final Terminal terminal;

    ReplayText(Terminal terminal) { this.terminal = terminal; }

    void title(Scenario scenario, String policy, long seed) {
        terminal.line("");
        terminal.line(
                terminal.paint(Tone.STRONG, scenario.title() + ", recovery: " + policy) + "  (seed " + seed + ")");
        terminal.line("");
    }

    void turn(TurnStory turn, PatienceState patience) {
        terminal.line(terminal.paint(Tone.QUIET, "── " + turn.number() + ". " + turn.scenarioStep()));
        new TurnText(terminal).print(turn);
        var filled = (int) Math.round(patience.ppm() * (double) BAR / 1_000_000);
        terminal.line(terminal.paint(Tone.QUIET, Terminal.beside("      patience " + "█".repeat(filled)
                + "░".repeat(BAR - filled) + " " + Words.percent(patience.ppm()) + "  ", patience.why(),
                terminal.look().columns()).stripTrailing()));
        terminal.line("");
    }

    void bill(Run run) {
        var tally = run.tally();
        var costs = !run.bill().items().isEmpty();
        terminal.line(terminal.paint(Tone.STRONG,
                (costs ? "What it cost" : "What became of it") + ", recovery " + run.policy()));
        if (!run.order().isEmpty()) {
            terminal.line(terminal.paint(Tone.QUIET, wrapped(run.order())));
        }
        if (costs) {
            for (var party : Bill.Party.values()) {
                run.bill().items().stream().filter(i -> i.party() == party).forEach(this::item);
                total(party.name().toLowerCase(Locale.ROOT), run.bill().total(party), run.bill().currency());
            }
        }
        var recovered = Rate.of(tally.count(Outcome.RECOVERED), tally.manifested());
        terminal.line(wrapped(recovered.n() + (recovered.n() == 1 ? " failure" : " failures") + " reached the agent; "
                + recovered.k() + " recovered"
                + (recovered.n() == 0 ? "" : " (" + Shares.share(recovered) + ")") + ", "
                + tally.count(Outcome.SOFTENED)
                + " softened, " + tally.count(Outcome.LOST)
                + " lost." + (run.history().left() ? " The customer disconnected." : "")));
        var people = PeopleCount.of(run.turns());
        if (people.asked()) {
            terminal.line(wrapped("people: " + people.words()));
        }
        terminal.line("");
    }

    private void item(Bill.Item item) {
        var mark = item.triggered() ? "✕" : "✓";
        var head = String.format(Locale.ROOT, "  %s %-34s %8s  ", mark, item.name(), money(item.due()));
        var text = Terminal.beside(head, item.why(), terminal.look().columns());
        var begins = text.indexOf(mark) + mark.length();
        var why = Math.min(text.length(), head.stripTrailing().length());
        terminal.line("  " + terminal.paint(item.triggered() ? Tone.BREAKS : Tone.QUIET, mark)
                + text.substring(begins, why) + terminal.paint(Tone.QUIET, text.substring(why)));
    }

    private String wrapped(String text) { return Terminal.wrapped(text, terminal.look().columns(), "  "); }

    private void total(String party, long amount, String currency) {
        terminal.line(terminal.paint(Tone.STRONG,
                String.format(Locale.ROOT, "    %-34s %8s %s", party + " total", money(amount), currency)));
    }

    /// Nothing, for a scenario without a ledger.
    void savings(Savings savings) {
        if (savings.lines().isEmpty()) {
            return;
        }
        terminal.line(terminal.paint(Tone.STRONG, "What recovery saved"));
        savings.lines().stream().filter(l -> l.saved() != 0).forEach(l -> terminal.line(String.format(Locale.ROOT,
                "  %s %-34s %8s", terminal.paint(Tone.MENDS, "●"), l.off().name(), money(l.saved()))));
        for (var party : Bill.Party.values()) {
            total(party.name().toLowerCase(Locale.ROOT), savings.total(party), savings.currency());
        }
    }

    private static String money(long amount) { return String.format(Locale.ROOT, "%,d", amount); }
}
