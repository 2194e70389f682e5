package dev.kintsugi.workbench.network;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which calls are shown.
enum CallFilter {
    ALL("All calls", _ -> true), TOUCHED("With a fault", request -> request.call().touched()), FAILED(
            "Answered by a failure", Request::failed);

    private final String words;
    private final Predicate<Request> fits;

    CallFilter(String words, Predicate<Request> fits) {
        this.words = words;
        this.fits = fits;
    }

    /// Those among them with these letters in what was asked, in the fault, the status, the interface, the caller or the
    /// session.
    Predicate<Request> with(String letters) {
        var wanted = letters.strip().toLowerCase(Locale.ROOT);
        return fits.and(request -> Stream.of(request.asked(), request.fault(), request.status(),
                request.api().words(), request.call().arrived().caller(), request.call().session().value())
                .anyMatch(words -> words.toLowerCase(Locale.ROOT).contains(wanted)));
    }

    /// As a list of choices shows it.
    @Override
    public String toString() { return words; }
}
