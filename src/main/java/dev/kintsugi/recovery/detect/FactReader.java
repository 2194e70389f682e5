package dev.kintsugi.recovery.detect;

import java.util.List;

/// Reads all facts of a text, the most particular first, so that a date is not taken for a sum. Stateless.
final class FactReader {
    private FactReader() {}

    static List<Fact> read(String text) {
        var scan = new Scan(text);
        Names.read(scan);
        var names = scan.facts();
        var rest = new Scan(text);
        References.read(rest);
        Days.read(rest);
        References.readPhones(rest);
        Amounts.read(rest);
        names.forEach(rest::add);
        return rest.facts();
    }
}
