package dev.kintsugi.lab.bench;

/// What of the heap is in use. Stateless.
final class Heap {
    private static final long NOTHING_MUCH = 1 << 18;

    private Heap() {}

    /// Bytes in use after garbage was collected, as often as that gained anything: what was measured before may go only
    /// bit by bit.
    static long used() {
        var used = Long.MAX_VALUE;
        for (var now = collected(); used - now > NOTHING_MUCH; now = collected()) {
            used = now;
        }
        return used;
    }

    private static long collected() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
