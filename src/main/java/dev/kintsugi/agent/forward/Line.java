package dev.kintsugi.agent.forward;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// One connection to the provider: one request at a time.
final class Line extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private volatile @Nullable Incoming awaited;

    Line(Channel channel) { this.channel = channel; }

    Channel channel() { return channel; }

    void send(FullHttpRequest request, Incoming incoming) {
        awaited = incoming;
        channel.writeAndFlush(request).addListener(sent -> {
            if (!sent.isSuccess()) {
                incoming.broken(sent.cause());
            }
        });
        if (!channel.isActive()) {
            incoming.broken(null);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            var incoming = awaited;
            if (incoming == null) {
                channel.close();
                return;
            }
            if (message instanceof HttpResponse response) {
                incoming.head(response);
            }
            if (message instanceof HttpContent content && !incoming.interim()) {
                var bytes = new byte[content.content().readableBytes()];
                content.content().readBytes(bytes);
                var last = message instanceof LastHttpContent;
                if (last) {
                    awaited = null;
                }
                incoming.piece(bytes, last, content.decoderResult().cause());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) { broken(null); }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken(cause);
        channel.close();
    }

    private void broken(@Nullable Throwable cause) {
        var incoming = awaited;
        awaited = null;
        if (incoming != null) {
            incoming.broken(cause);
        }
    }
}
