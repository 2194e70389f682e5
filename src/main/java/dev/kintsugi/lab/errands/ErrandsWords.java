package dev.kintsugi.lab.errands;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.network.Toxic;
import dev.kintsugi.report.story.Words;
import java.util.ArrayList;
import java.util.List;

/// What a run of prompts will do, in sentences. Stateless.
public final class ErrandsWords {
    private ErrandsWords() {}

    /// @param settings who is asked, how it recovers, and what chance is drawn from
    public static List<String> sentences(ErrandsPlan plan, int prompts, LabSettings settings) {
        var all = new ArrayList<String>();
        var provider = settings.agent().provider();
        all.add(Words.counted(prompts, "prompt") + (prompts == 1 ? " is sent" : " are sent one after the other")
                + " to "
                + (provider == null
                        ? "the scripted agent, which needs no key"
                        : provider.model() + ", whose tokens its provider counts")
                + ". Recovery: " + settings.policy() + ". Seed " + settings.seed() + ": the same seed draws the same.");
        all.add("The agent has ten tools over seven small services of the lab's own. Before each service stands a proxy, and"
                + " every try of a tool goes through it, for real.");
        all.add(plan.toxicProb().ppm() == 0
                ? "Nothing stands in a tool's way."
                : chance(plan.toxicProb()) + " a toxic stands in the way: " + what(plan.toxic()) + ".");
        all.add(plan.errorProb().ppm() == 0
                ? "No tool fails by itself."
                : chance(plan.errorProb())
                        + " the tool fails by a simulated error: 503, and its service is not asked.");
        all.add("A tool waits " + Words.seconds(plan.patience().toMillis()) + " for its service. One that failed is "
                + again("tried again", plan.toolLimit()) + ", a prompt without an answer is "
                + again("sent again", plan.promptLimit())
                + ". Whatever is done is done once, however often it is tried.");
        if (settings.faults().chaos() || settings.forced() != null) {
            all.add("Chaos is on: failure modes strike what the model says, too.");
        }
        all.add("Time is real here: an answer that is swallowed costs all of that wait.");
        return all;
    }

    private static String chance(Probability chance) { return "On " + Words.percent(chance.ppm()) + " of the tries"; }

    private static String again(String verb, int limit) {
        return switch (limit) {
            case 0 -> "not " + verb;
            case 1 -> verb + " once";
            default -> verb + " up to " + limit + " times";
        };
    }

    /// What a toxic does to one try, e.g. `the answer comes 1.0 s late`.
    public static String what(Toxic toxic) {
        return switch (toxic) {
            case Toxic.Timeout _ -> "what goes through is swallowed, until the tool gives up";
            case Toxic.Latency t -> "everything comes " + Words.seconds(t.latency()) + " late";
            case Toxic.ResetPeer _ -> "the connection is torn down";
            case Toxic.LimitData t -> "the connection ends after " + t.bytes() + " bytes";
            case Toxic.Bandwidth t -> "only " + t.rate() + " kB a second go through";
            case Toxic.Slicer _ -> "everything comes in small slices, with pauses";
            case Toxic.SlowClose t -> "the connection closes " + Words.seconds(t.delay()) + " late";
            case Toxic.Http t -> "it answers " + t.reply().status() + " in the service's place";
            case Toxic.Noop _ -> "it does nothing";
        };
    }
}
