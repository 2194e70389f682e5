package dev.kintsugi.lab.log;

import dev.kintsugi.domain.event.Salts;

/// Salts that remember the last one given to the first text of an entry. Used by the session's lane only.
public final class KeptSalts implements Salts {
    private final Salts salts;
    private String last = "";

    public KeptSalts(Salts salts) { this.salts = salts; }

    @Override
    public String salt(long sequence, int index) {
        var salt = salts.salt(sequence, index);
        if (index == 0) {
            last = salt;
        }
        return salt;
    }

    /// The salt of the first text of the latest entry that had one; empty before that.
    public String last() { return last; }
}
