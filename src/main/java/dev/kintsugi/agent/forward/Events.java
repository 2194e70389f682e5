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
        for (var b : bytes) {
            begun.write(b);
            if (b == '\n') {
                if (lineEmpty) {
                    whole.add(begun.toByteArray());
                    begun.reset();
                }
                lineEmpty = true;
            } else if (b != '\r') {
                lineEmpty = false;
            }
        }
        return whole;
    }

    /// What came after the last empty line.
    byte[] rest() { return begun.toByteArray(); }
}
