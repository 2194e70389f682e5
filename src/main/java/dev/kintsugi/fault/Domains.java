package dev.kintsugi.fault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Guesses what a text is about from the words in it, so that what is added to it fits. Stateless.
final class Domains {
    static final String GENERAL = "general";

    private Domains() {}

    /// The domain whose words occur most often; the general one when none does.
    static String of(String text) {
        var small = text.toLowerCase(Locale.ROOT);
        var best = GENERAL;
        var most = 0;
        for (var domain : Words.ALL.domains().entrySet()) {
            var count = (int) domain.getValue().stream().filter(small::contains).count();
            if (count > most) {
                most = count;
                best = domain.getKey();
            }
        }
        return best;
    }

    /// The words of each domain, in the file's order. Immutable.
    record Words(LinkedHashMap<String, List<String>> domains) {
        static final Words ALL = Catalogue.parse("/faults/domains.yaml", Words.class);
    }
}
