package dev.kintsugi.lab.scenario;

import dev.kintsugi.domain.people.Act;
import java.time.Duration;
import java.util.List;

/// Reads what a scripted person does. Stateless.
final class PeopleFile {
    private PeopleFile() {}

    static Act act(Fields act) {
        var kind = act.constant("does", Act.Kind.class);
        var needed = needed(kind);
        for (var field : List.of("arguments", "text")) {
            if (needed.equals(field) != act.has(field) && !optional(kind, field)) {
                throw act.problem("does", "a person who does '" + act.text("does") + "' " + (needed.equals(field)
                        ? "needs '" + field + "'"
                        : "has no '" + field + "'"), "Correct the act; scenarios/README.md lists them");
            }
        }
        return new Act(kind, Duration.ofSeconds(act.number("after", 0)),
                kind == Act.Kind.EDIT ? act.map("arguments").map().toString() : act.text("text").strip());
    }

    private static String needed(Act.Kind kind) {
        return switch (kind) {
            case EDIT -> "arguments";
            case ANSWER, TAKE_OVER -> "text";
            case APPROVE, REJECT, HAND_BACK, CREDENTIAL, SILENT -> "";
        };
    }

    private static boolean optional(Act.Kind kind, String field) {
        return switch (kind) {
            case REJECT, HAND_BACK, CREDENTIAL -> field.equals("text");
            case APPROVE, EDIT, ANSWER, TAKE_OVER, SILENT -> false;
        };
    }
}
