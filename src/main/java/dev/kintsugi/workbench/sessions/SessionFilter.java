package dev.kintsugi.workbench.sessions;

import dev.kintsugi.domain.store.SessionRow;
import java.util.Locale;
import java.util.function.Predicate;

/// Which sessions are shown.
enum SessionFilter {
    ALL("All sessions", _ -> true), FAILED("With failures", row -> row.injected() > 0), NOT_MENDED("Not all recovered",
            row -> row.recovered() < row.injected()), INTERRUPTED("Interrupted", SessionRow::open);

    private final String words;
    private final Predicate<SessionRow> fits;

    SessionFilter(String words, Predicate<SessionRow> fits) {
        this.words = words;
        this.fits = fits;
    }

    /// Those among them with these letters in their number, title or name.
    Predicate<SessionRow> with(String letters) {
        var wanted = letters.strip().toLowerCase(Locale.ROOT);
        return fits.and(row -> (row.ordinal() + " " + row.title() + " " + row.id()).toLowerCase(Locale.ROOT)
                .contains(wanted));
    }

    /// As a list of choices shows it.
    @Override
    public String toString() { return words; }
}
