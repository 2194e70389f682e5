package dev.kintsugi.fault.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A reply that is about to be sent. Immutable; the bytes are not to be changed.
///
/// @param streamed whether the pieces are events of a stream
/// @param pieces   the events in order, the closing ones included; or the whole body as one piece
/// @param ends     how many pieces at the end say that the reply is complete (finish reason, usage, `[DONE]`)
/// @param error    words an error in its midst
public record Sending(boolean streamed, int status, Map<String, String> headers, List<byte[]> pieces, int ends,
        MidError error) {
    public Sending {
        headers = Map.copyOf(headers);
        pieces = List.copyOf(pieces);
    }

    /// A whole body.
    public static Sending whole(int status, Map<String, String> headers, byte[] body) {
        return new Sending(false, status, headers, List.of(body), 0, MidError.CHAT);
    }

    /// As it is sent when nothing disturbs it.
    public List<Step> undisturbed() { return withPieces(pieces, new Step.End()); }

    /// The pieces at the end that say that the reply is complete.
    public List<byte[]> closing() { return pieces.subList(Math.max(0, pieces.size() - ends), pieces.size()); }

    Step head() { return new Step.Head(status, headers, streamed ? -1 : length()); }

    private int length() { return pieces.stream().mapToInt(p -> p.length).sum(); }

    /// The whole body.
    public byte[] body() { return pieces.size() == 1 ? pieces.getFirst() : joined(pieces); }

    List<Step> withPieces(List<byte[]> some, Step... after) {
        var steps = new ArrayList<Step>(some.size() + 2);
        steps.add(head());
        some.forEach(p -> steps.add(new Step.Data(p)));
        steps.addAll(List.of(after));
        return steps;
    }

    /// The pieces that come before so many percent of the reply are over: of a stream always at least the first and
    /// never the ends; of a whole body so many percent of its bytes.
    List<byte[]> before(int percent) {
        if (!streamed) {
            var body = body();
            return List.of(Arrays.copyOf(body, Math.max(1, body.length * percent / 100)));
        }
        var most = Math.max(1, pieces.size() - ends);
        return pieces.subList(0, Math.clamp((long) most * percent / 100, 1, most));
    }

    /// The rest of a stream after [#before].
    List<byte[]> after(int percent) { return pieces.subList(before(percent).size(), pieces.size()); }

    static byte[] joined(List<byte[]> parts) {
        var all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
