package dev.kintsugi.network;

/// Finds the end of a message's body. For one thread.
final class HttpBody {
    private static final int LONGEST_SIZE = 15;

    private enum Part {
        SIZE, EXTENSION, DATA, DATA_END, TRAILER
    }

    private final boolean chunked;
    /// Bytes still to come, of the body or of a chunk; -1 for all until the connection ends.
    private long left;
    private Part part = Part.SIZE;
    private int digits;
    /// Of the line of a trailer.
    private int length;
    private boolean over;
    private boolean broken;

    private HttpBody(boolean chunked, long left) {
        this.chunked = chunked;
        this.left = left;
        this.over = !chunked && left == 0;
    }

    static HttpBody ofRequest(HttpHead head) { return of(head, 0); }

    static HttpBody ofReply(HttpHead head, String method) {
        var none = method.equals("HEAD") || head.status() < 200 || HttpReply.bare(head.status());
        return none ? new HttpBody(false, 0) : of(head, -1);
    }

    private static HttpBody of(HttpHead head, long otherwise) {
        if (head.has("transfer-encoding")) {
            return new HttpBody(head.says("transfer-encoding", "chunked"), -1);
        }
        var told = head.value("content-length");
        if (told.isEmpty()) {
            return new HttpBody(false, otherwise);
        }
        var all = told.split(",", -1);
        // Of several that are equal one counts; what is no number ends with the connection.
        return new HttpBody(false, all[0].strip().matches("\\d{1,18}") ? Long.parseLong(all[0].strip()) : -1);
    }

    /// Whether it was there to its end.
    boolean isOver() { return over; }

    /// Whether it is none that can be read.
    boolean isBroken() { return broken; }

    /// Returns how many of these bytes belong to it.
    int take(byte[] bytes, int from, int count) {
        if (!chunked) {
            if (left < 0) {
                return count;
            }
            var taken = (int) Math.min(left, count);
            left -= taken;
            over = left == 0;
            return taken;
        }
        var taken = 0;
        while (taken < count && !over && !broken) {
            if (part == Part.DATA) {
                var some = (int) Math.min(left, count - taken);
                left -= some;
                taken += some;
                part = left == 0 ? Part.DATA_END : Part.DATA;
            } else {
                step(bytes[from + taken++]);
            }
        }
        return taken;
    }

    private void step(byte each) {
        switch (part) {
            case SIZE -> size(each);
            case EXTENSION -> sized(each);
            case DATA_END -> {
                broken = each != '\r' && each != '\n';
                if (each == '\n') {
                    part = Part.SIZE;
                    digits = 0;
                    left = 0;
                }
            }
            case TRAILER -> {
                if (each == '\n') {
                    over = length == 0;
                    length = 0;
                } else if (each != '\r') {
                    length++;
                }
            }
            case DATA -> throw new IllegalStateException("data has no lines");
        }
    }

    private void size(byte each) {
        var digit = Character.digit(each, 16);
        if (digit >= 0 && digits < LONGEST_SIZE) {
            left = digits++ == 0 ? digit : left * 16 + digit;
        } else if (digits > 0 && (each == ';' || each == ' ' || each == '\t' || each == '\r' || each == '\n')) {
            part = Part.EXTENSION;
            sized(each);
        } else {
            broken = true;
        }
    }

    private void sized(byte each) {
        if (each == '\n') {
            part = left == 0 ? Part.TRAILER : Part.DATA;
        }
    }
}
