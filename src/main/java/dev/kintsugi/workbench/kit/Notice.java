package dev.kintsugi.workbench.kit;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.report.story.Words;
import java.io.PrintWriter;
import java.io.StringWriter;

/// Something the window tells a person: good news in a line, or a problem with what, why and what to do. Immutable.
///
/// @param why     empty for good news
/// @param todo    empty for good news
/// @param details for those who ask; shown one click away, may be empty
public record Notice(String what, String why, String todo, String details) {
    public static Notice good(String what) { return new Notice(what, "", "", ""); }

    /// Tells any trouble in words; what nobody foresaw says so and keeps its trace for the details.
    public static Notice of(Throwable trouble) {
        return switch (root(trouble)) {
            case Problem p -> new Notice(p.what(), p.why(), p.todo(), p.getCause() == null ? "" : trace(p));
            case Throwable other -> new Notice("Something went wrong in the lab", told(other),
                    "Try again; if it happens again, report it with the details.", trace(other));
        };
    }

    public boolean problem() { return !todo.isEmpty(); }

    /// A problem in one line, for a place of its own in the window.
    public String line() { return Words.sentence(what + ": " + why) + " " + Words.sentence(todo); }

    /// Whether a person reads the same in both; their details may differ.
    boolean sameAs(Notice other) { return what.equals(other.what) && why.equals(other.why) && todo.equals(other.todo); }

    /// The problem that it is about; whatever it is when it is about none.
    static Throwable root(Throwable trouble) {
        var at = trouble;
        while (!(at instanceof Problem) && at.getCause() != null && at.getCause() != at) {
            at = at.getCause();
        }
        return at instanceof Problem ? at : trouble;
    }

    private static String told(Throwable trouble) {
        var words = trouble.getMessage();
        return words == null || words.isBlank() ? trouble.getClass().getSimpleName() : words;
    }

    private static String trace(Throwable trouble) {
        var out = new StringWriter();
        trouble.printStackTrace(new PrintWriter(out));
        return out.toString();
    }
}
