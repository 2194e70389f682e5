package dev.kintsugi.workbench.errands;

import dev.kintsugi.report.audit.ErrandsText;
import dev.kintsugi.report.errands.ErrandsFindings.Ending;
import dev.kintsugi.report.story.Mark;
import dev.kintsugi.report.story.Words;

/// How the screen says what came of a run. Stateless.
final class ErrandsPage {
    private ErrandsPage() {}

    /// How far it is, e.g. `12 of 12 prompts, 14 tries of tools, 7.3 s`.
    static String state(Outcome came) {
        var findings = came.findings();
        return findings.endings().size() + " of " + Words.counted(came.prompts(), "prompt") + ", "
                + (findings.calls().size() == 1 ? "1 try" : findings.calls().size() + " tries") + " of tools, "
                + Words.seconds(findings.tookMs()) + (came.underWay() ? ", going on" : "");
    }

    /// How it was set, e.g. `12 prompts, seed 42, toxics on 10 % of the tries`.
    static String settings(Outcome came) { return Words.sentence(ErrandsText.settings(came.findings())); }

    static Mark mark(Ending ending, boolean hurt) {
        return switch (ending) {
            case ANSWERED -> hurt ? Mark.RECOVERED : Mark.NATURAL;
            case FAILED -> Mark.LOST;
            case INFRASTRUCTURE, STOPPED -> Mark.SOFTENED;
        };
    }

    static String words(Ending ending, boolean hurt) {
        return switch (ending) {
            case ANSWERED -> hurt ? "answered after trouble" : "answered";
            case FAILED -> "no answer";
            case INFRASTRUCTURE -> "broke by itself";
            case STOPPED -> "was broken off";
        };
    }
}
