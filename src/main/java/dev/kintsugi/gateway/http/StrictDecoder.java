package dev.kintsugi.gateway.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/// A request that says its length in two ways is refused: two readers could read two requests.
final class StrictDecoder extends HttpRequestDecoder {
    StrictDecoder(HttpDecoderConfig config) { super(config); }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both a length and chunks");
    }
}
