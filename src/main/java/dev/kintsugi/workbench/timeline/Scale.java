package dev.kintsugi.workbench.timeline;

/// Which turns are in sight, and where. Immutable. Places count from 0; pixels from the lanes' left end.
///
/// @param count   turns there are
/// @param width   pixels there are
/// @param perTurn pixels a turn gets
/// @param first   place at the left end, may lie within a turn
record Scale(int count, double width, double perTurn, double first) {
    /// A turn is never wider.
    static final double WIDEST = 72;
    /// Marks closer than this would run into each other: turns are gathered instead.
    static final double CLOSEST = 14;

    Scale {
        width = Math.max(1, width);
        var all = count == 0 ? WIDEST : Math.min(WIDEST, width / count);
        perTurn = Math.clamp(perTurn, all, WIDEST);
        first = Math.clamp(first, 0, Math.max(0, count - width / perTurn));
    }

    /// All turns in sight.
    static Scale whole(int count, double width) { return new Scale(count, width, 0, 0); }

    /// Closer or farther; the place under `x` stays there.
    Scale zoom(double factor, double x) {
        var closer = new Scale(count, width, perTurn * factor, first);
        return new Scale(count, width, closer.perTurn, place(x) - x / closer.perTurn);
    }

    Scale scroll(double turns) { return new Scale(count, width, perTurn, first + turns); }

    /// Moves as little as needed to bring a place into sight.
    Scale reveal(int place) {
        if (place < first) {
            return new Scale(count, width, perTurn, place);
        }
        var last = first + width / perTurn;
        return place + 1 > last ? new Scale(count, width, perTurn, place + 1 - width / perTurn) : this;
    }

    Scale resize(int turns, double pixels) { return new Scale(turns, pixels, perTurn, first); }

    boolean isWhole() { return perTurn * count <= width + 1; }

    double x(double place) { return (place - first) * perTurn; }

    /// The place at that pixel, with its fraction.
    double place(double x) { return first + x / perTurn; }

    /// How many turns share a column so that marks do not touch.
    int gathered() { return (int) Math.max(1, Math.ceil(CLOSEST / perTurn)); }
}
