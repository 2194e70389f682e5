package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.Probability;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.domain.truth.Law;
import dev.kintsugi.lab.scenario.ChanceFaults.ChanceMode;
import dev.kintsugi.lab.scenario.Scenario.Customer;
import dev.kintsugi.lab.scenario.ScriptStep.Mood;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a scenario of a file's fields. Immutable.
record ScenarioFile(Path path, Fields file) {
    private static final String KNOWLEDGE = "knowledge";

    static Scenario load(Path path) {
        var source = PlainYaml.read(path.toString(), ScenarioText.read(path));
        SchemaCheck.SCENARIO.check(source);
        return new ScenarioFile(path, Fields.of(source)).scenario();
    }

    private Scenario scenario() {
        var steps = steps();
        return new Scenario(file.text("name"), file.text("title"), file.text("description").strip(), start(),
                file.text("pack"), knowledge(), file.number("seed", 0), file.text("policy", "none"), customer(), steps,
                patience(), ledger(steps.size()), chance());
    }

    private Instant start() {
        try {
            return Instant.parse(file.text("start"));
        } catch (DateTimeException e) {
            throw file.problem("start", "'" + file.text("start") + "' is no moment of any calendar",
                    "Write it like 2026-03-09T09:00:00Z");
        }
    }

    private @Nullable Path knowledge() {
        var folder = path.resolveSibling(KNOWLEDGE);
        return Files.isDirectory(folder) ? folder : null;
    }

    private Customer customer() {
        var customer = file.map("customer");
        return new Customer(customer.text("name", "The customer"), customer.text("about"));
    }

    private List<ScriptStep> steps() {
        var steps = new ArrayList<ScriptStep>();
        var names = new HashSet<String>();
        for (var fields : file.maps("steps")) {
            if (!names.add(fields.text("name"))) {
                throw fields.problem("name", "another step is called '" + fields.text("name") + "' too",
                        "Give each step a name of its own");
            }
            steps.add(step(steps.size() + 1, fields));
        }
        return steps;
    }

    private static ScriptStep step(int number, Fields step) {
        var message = step.text("message").strip();
        if (message.isEmpty() || step.text("name").isBlank()) {
            throw step.problem(message.isEmpty() ? "message" : "name", "it holds nothing but spaces",
                    "Write what the customer says, and a name for the step");
        }
        var fault = step.has("fault") ? StepFaultFile.fault(step) : null;
        return new ScriptStep(number, step.text("name"), step.constant("mood", Mood.class), message, fault,
                step.has("before"), Duration.ofSeconds(step.number("pause", 0)),
                step.maps("people").stream().map(PeopleFile::act).toList(), step.text("question"), step.text("look"));
    }

    private Patience patience() {
        if (!file.has("patience")) {
            return Patience.ENDLESS;
        }
        var p = file.map("patience");
        return new Patience(p.ppm("failure"), p.ppm("compounding"), p.ppm("softened"), p.ppm("working"),
                p.ppm("false_hope"), p.ppm("restart"), p.ppm("leaves_below"));
    }

    private Ledger ledger(int steps) {
        if (!file.has("ledger")) {
            return Ledger.NONE;
        }
        if (file.map().path("ledger").isObject()) {
            return new LedgerFile(steps).ledger(file.map("ledger"));
        }
        var beside = path.resolveSibling(file.text("ledger"));
        if (!Files.exists(beside)) {
            throw file.problem("ledger", "there is no file '" + file.text("ledger") + "' beside this one",
                    "Correct the name, or write the ledger's fields here");
        }
        var source = PlainYaml.read(beside.toString(), ScenarioText.read(beside));
        SchemaCheck.LEDGER.check(source);
        return new LedgerFile(steps).ledger(Fields.of(source));
    }

    private ChanceFaults chance() {
        if (!file.has("faults")) {
            return ChanceFaults.OFF;
        }
        var faults = file.map("faults");
        var modes = new EnumMap<FailureMode, ChanceMode>(FailureMode.class);
        for (var name : faults.map("modes").names()) {
            var mode = FailureMode.of(name);
            modes.put(mode, chance(mode, faults.map("modes").map(name)));
        }
        return new ChanceFaults(faults.flag("chaos", false),
                faults.has("law") ? faults.constant("law", Law.class) : Law.SEQUENTIAL, faults.ppm("multiplier"),
                Duration.ofSeconds(faults.number("cooldown", ChanceFaults.DEFAULT_COOLDOWN.toSeconds())), modes);
    }

    private static ChanceMode chance(FailureMode mode, Fields fields) {
        return new ChanceMode(fields.flag("on", true),
                new Probability(fields.ppm("probability", mode.defaultProbability().ppm())),
                StepFaultFile.of(mode, fields));
    }
}
