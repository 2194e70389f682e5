package dev.kintsugi.gateway.openai;

import dev.kintsugi.agent.openai.ChatReply;
import dev.kintsugi.fault.wire.MidError;
import dev.kintsugi.lab.relay.Shown;
import java.util.List;

/// One answer in the shape of the API that it was asked for by. A provider's own bytes are left as they are unless their
/// text was changed. For one thread.
public interface ReplyShape {
    /// The events of a stream, and how many at its end only say that it is over.
    record Events(List<byte[]> all, int ends) {}

    /// @param altered whether the text is not the one that came from the provider
    byte[] whole(ChatReply reply, boolean altered);

    /// Like [#whole].
    Events streamed(ChatReply reply, boolean altered);

    /// How an error in the midst of the stream is worded.
    default MidError error() { return MidError.CHAT; }

    /// The events went to the caller as they came.
    ///
    /// @param events of the provider, whether or not they came to an end
    default void passed(List<byte[]> events) {}

    /// Called once all is written down, before the last bytes leave.
    default void concluded(Shown shown) {}
}
