package dev.kintsugi.agent.forward;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Cuts a stream of server-sent events at its empty lines. The bytes stay as they came. For one thread.
final class Events {
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean lineEmpty = true;

    /// The events that are whole after these bytes.
    List<byte[]> add(byte[] bytes) {
        var whole = new ArrayList<byte[]>();
        var from = 0;
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                if (lineEmpty) {
                    begun.write(bytes, from, i + 1 - from);
                    whole.add(begun.toByteArray());
                    begun.reset();
                    from = i + 1;
                }
                lineEmpty = true;
            } else if (bytes[i] != '\r') {
                lineEmpty = false;
            }
        }
        begun.write(bytes, from, bytes.length - from);
        return whole;
    }

    /// What came after the last empty line.
    byte[] rest() { return begun.toByteArray(); }
}
