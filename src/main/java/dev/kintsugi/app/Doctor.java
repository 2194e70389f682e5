package dev.kintsugi.app;

import dev.kintsugi.agent.provider.ConnectionReport;
import dev.kintsugi.agent.provider.ConnectionTest;
import dev.kintsugi.cli.Diagnosis;
import dev.kintsugi.cli.Diagnosis.Finding;
import dev.kintsugi.cli.Diagnosis.Grade;
import dev.kintsugi.cli.Wish;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.store.FaultRow;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.lab.LabSettings;
import dev.kintsugi.recovery.policy.Policies;
import dev.kintsugi.report.story.Words;
import dev.kintsugi.store.StoreUrl;
import dev.kintsugi.workbench.shell.Workbench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks at everything the lab needs, and at what it could use. Each look says what to do when it finds trouble.
record Doctor(Places places, Resolution resolution, AgentMaker agents) {
    /// @param named the folder that the command line names
    Diagnosis look(@Nullable Path named, Wish wish) {
        var data = named != null ? named : places.data();
        var findings = new ArrayList<Finding>();
        findings.add(new Finding(Grade.GOOD, "Java", Runtime.version() + ", " + System.getProperty("java.vendor"), ""));
        findings.add(display());
        var rows = new ArrayList<FaultRow>();
        findings.add(safely("Storage", () -> storage(resolution.stores().place(named, data), rows)));
        findings.add(safely("State", this::state));
        var settings = new ArrayList<LabSettings>(1);
        findings.add(safely("Settings", () -> {
            settings.add(resolution.settings(data, rows, wish));
            return settings(settings.getFirst());
        }));
        settings.forEach(s -> findings.add(safely("Agent", () -> agent(s))));
        findings.add(safely("Key", this::key));
        findings.add(variables(settings));
        return new Diagnosis(findings);
    }

    private static Finding safely(String subject, Supplier<Finding> look) {
        try {
            return look.get();
        } catch (Problem e) {
            return new Finding(Grade.BAD, subject, e.what() + ": " + e.why(), e.todo());
        }
    }

    private static Finding display() {
        return Workbench.displayAvailable()
                ? new Finding(Grade.GOOD, "Display", "a window can be opened", "")
                : new Finding(Grade.ABSENT, "Display",
                        "there is none: without a command, the insurance case is played here",
                        "");
    }

    private static Finding storage(StoreUrl place, List<FaultRow> rows) {
        try (var journal = Stores.open(place)) {
            rows.addAll(journal.faults());
            var sessions = journal.sessions().size();
            var where = place instanceof StoreUrl.Folder(var folder) ? folder.toAbsolutePath() + "" : place.place();
            var found = journal.health().name() + " in " + where + ", " + Words.counted(sessions, "session");
            return journal.repaired()
                    .map(damage -> new Finding(Grade.GOOD, "Storage",
                            found + ". " + damage.what() + ": " + damage.why(),
                            damage.todo()))
                    .orElseGet(() -> new Finding(Grade.GOOD, "Storage", found, ""));
        }
    }

    private Finding state() {
        try (var states = resolution.stores().states()) {
            var health = states.health();
            var trouble = health.trouble();
            return trouble == null
                    ? new Finding(Grade.GOOD, "State", health.name() + ", in " + health.place(), "")
                    : new Finding(Grade.BAD, "State", trouble.what() + ": " + trouble.why(), trouble.todo());
        }
    }

    private static Finding settings(LabSettings s) {
        var policy = Policies.named(s.policy());
        return new Finding(Grade.GOOD, "Settings",
                "seed " + s.seed() + ", chaos " + (s.faults().chaos() ? "on" : "off") + ", recovery " + policy.name(),
                "");
    }

    private Finding agent(LabSettings s) {
        var agent = agents.agent(s.agent(), s.seed(), new ConversationClock());
        var provider = s.agent().provider();
        if (provider == null) {
            return new Finding(Grade.GOOD, "Agent", agent.name() + ", scripted, with a context of "
                    + s.agent().contextWindow() + " tokens: needs no key and no network", "");
        }
        var who = agent.name() + " by " + provider.name() + " at " + provider.address() + ": ";
        return switch (new ConnectionTest(provider, new ConversationClock()).run()) {
            case ConnectionReport.Works works ->
                new Finding(Grade.GOOD, "Agent", who + works.model() + " answered in " + works.latencyMs() + " ms", "");
            case ConnectionReport.Fails fails -> new Finding(Grade.BAD, "Agent",
                    who + fails.problem().what() + ": " + fails.problem().why(), fails.problem().todo());
        };
    }

    private Finding key() {
        var file = resolution.keys();
        var set = resolution.environment().value("AI_API_KEY").isPresent();
        if (set || file.read().isPresent()) {
            return new Finding(Grade.GOOD, "Key", set ? "from AI_API_KEY" : "from " + file.path(), "");
        }
        return new Finding(Grade.ABSENT, "Key", "none: the scripted agent needs none", "");
    }

    private Finding variables(List<LabSettings> settings) {
        var idle = new ArrayList<>(resolution.environment().notices());
        settings.forEach(s -> idle.addAll(resolution.unused(s)));
        return idle.isEmpty()
                ? new Finding(Grade.GOOD, "Environment", "every variable that is set is used", "")
                : new Finding(Grade.ABSENT, "Environment", String.join(" ", idle), "Mend or unset them");
    }
}
