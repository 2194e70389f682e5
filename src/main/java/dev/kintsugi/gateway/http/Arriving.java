package dev.kintsugi.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// Puts the parts of a request together, and says what cannot be one. For the connection's loop alone.
final class Arriving {
    static final byte[] NOTHING = {};

    private final int maxBody;
    private @Nullable HttpRequest head;
    private @Nullable ByteArrayOutputStream gathered;
    private String target = "/";

    /// @param maxBody in bytes
    Arriving(int maxBody) { this.maxBody = maxBody; }

    /// What a part of a request came to.
    sealed interface Come {
        /// There is more to come.
        enum More implements Come {
            MORE,
            /// The client waits for a word before it sends the body.
            ASKS_TO_GO_ON
        }

        /// A request is there with all of its body.
        record Whole(HttpRequest head, byte[] body) implements Come {}

        /// It is none that can be answered otherwise.
        record Refused(int status, String why) implements Come {}
    }

    /// Whether the head of a request is there and the rest of it is not.
    boolean isBegun() { return head != null; }

    /// What the latest request asks for, as it was sent, or what could be read of it.
    String target() { return target; }

    /// Takes the next part.
    Come take(HttpObject part) {
        if (part instanceof HttpRequest request) {
            target = request.uri();
        }
        var come = part.decoderResult().isFailure() ? unreadable(part.decoderResult().cause(), isBegun()) : taken(part);
        if (!(come instanceof Come.More)) {
            head = null;
            gathered = null;
        }
        return come;
    }

    private static Come unreadable(Throwable cause, boolean inBody) {
        return switch (cause) {
            case TooLongHttpLineException _ when inBody ->
                new Come.Refused(400, "A line between the pieces of the body is too long");
            case TooLongHttpLineException _ -> new Come.Refused(414, "The request line is too long");
            case TooLongHttpHeaderException _ -> new Come.Refused(431, "The headers are too long");
            default -> new Come.Refused(400, "The request is not well-formed HTTP");
        };
    }

    private Come taken(HttpObject part) {
        Come come = part instanceof HttpRequest request ? begun(request) : Come.More.MORE;
        return come == Come.More.MORE && part instanceof HttpContent content ? gathered(content) : come;
    }

    private Come begun(HttpRequest request) {
        head = request;
        gathered = null;
        if (HttpUtil.getContentLength(request, 0L) > maxBody) {
            return tooLarge();
        }
        if (HttpUtil.is100ContinueExpected(request)) {
            return Come.More.ASKS_TO_GO_ON;
        }
        return request.headers().contains(HttpHeaderNames.EXPECT)
                ? new Come.Refused(417, "Only 100-continue can be expected")
                : Come.More.MORE;
    }

    private Come gathered(HttpContent content) {
        var isLast = content instanceof LastHttpContent;
        var bytes = bytes(content.content());
        if (!isLast || gathered != null) {
            var into = gathered == null ? new ByteArrayOutputStream() : gathered;
            gathered = into;
            into.writeBytes(bytes);
            if (into.size() > maxBody) {
                return tooLarge();
            }
            bytes = isLast ? into.toByteArray() : NOTHING;
        }
        return isLast && head != null ? new Come.Whole(head, bytes) : Come.More.MORE;
    }

    private Come tooLarge() { return new Come.Refused(413, "The body is larger than " + maxBody + " bytes"); }

    private static byte[] bytes(ByteBuf buffer) {
        if (!buffer.isReadable()) {
            return NOTHING;
        }
        var copy = new byte[buffer.readableBytes()];
        buffer.readBytes(copy);
        return copy;
    }
}
