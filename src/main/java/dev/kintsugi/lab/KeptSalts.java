package dev.kintsugi.lab;

import dev.kintsugi.domain.event.Salts;

/// Salts that remember the last one given to the first text of an entry. Used by the session's lane only.
final class KeptSalts implements Salts {
    private final Salts salts;
    private String last = "";

    KeptSalts(Salts salts) { this.salts = salts; }

    @Override
    public String salt(long sequence, int index) {
        var salt = salts.salt(sequence, index);
        if (index == 0) {
            last = salt;
        }
        return salt;
    }

    String last() { return last; }
}
