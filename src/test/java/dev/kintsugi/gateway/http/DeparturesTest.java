package dev.kintsugi.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Each of these connections gets one answer at most: an [EmbeddedChannel] does what waits before it writes again.
class DeparturesTest {
    private final EmbeddedChannel one = new EmbeddedChannel();
    private final EmbeddedChannel other = new EmbeddedChannel();

    @AfterEach
    void close() {
        one.finishAndReleaseAll();
        other.finishAndReleaseAll();
    }

    @Test
    void whatIsWrittenLeavesOnceTheLoopHasBeenThroughWhatArrived() {
        Departures.send(one, bytes("first"));
        Departures.send(other, bytes("second"));
        assertThat(left(one)).isEmpty();
        assertThat(left(other)).isEmpty();

        one.runPendingTasks();

        assertThat(left(one)).containsExactly("first");
        assertThat(left(other)).containsExactly("second");
    }

    @Test
    void whatIsWrittenAfterThatLeavesTheNextTime() {
        Departures.send(one, bytes("first"));
        one.runPendingTasks();
        Departures.send(other, bytes("second"));
        assertThat(left(other)).isEmpty();

        other.runPendingTasks();

        assertThat(left(other)).containsExactly("second");
    }

    @Test
    void manyDoNotWaitForTheRest() {
        var sixteen = Stream.generate(EmbeddedChannel::new).limit(16).toList();
        sixteen.subList(0, 15).forEach(channel -> Departures.send(channel, bytes("answer")));
        assertThat(sixteen).allSatisfy(channel -> assertThat(left(channel)).isEmpty());

        Departures.send(sixteen.getLast(), bytes("answer"));

        assertThat(sixteen).allSatisfy(channel -> assertThat(left(channel)).containsExactly("answer"));
        sixteen.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    @Test
    void whatIsWrittenWhileOthersLeaveIsNotForgotten() {
        one.pipeline().addLast(new ChannelOutboundHandlerAdapter() {
            private boolean answered;

            @Override
            public void flush(ChannelHandlerContext context) {
                if (!answered) {
                    answered = true;
                    Departures.send(other, bytes("because of it"));
                }
                context.flush();
            }
        });
        Departures.send(one, bytes("first"));

        one.runPendingTasks();
        other.runPendingTasks();

        assertThat(left(one)).containsExactly("first");
        assertThat(left(other)).containsExactly("because of it");
    }

    @Test
    void onlyTheConnectionsOwnLoopPutsThemTogether() throws Exception {
        var flushed = new ArrayList<String>();
        var loop = new DefaultEventLoop();
        try {
            var channel = new LocalChannel();
            channel.pipeline().addLast(new ChannelOutboundHandlerAdapter() {
                @Override
                public void flush(ChannelHandlerContext context) { flushed.add(Thread.currentThread().getName()); }
            });
            loop.register(channel).sync();

            Departures.send(channel, bytes("from elsewhere"));

            loop.submit(() -> {}).sync();
            assertThat(flushed).hasSize(1);
            channel.close().sync();
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    private static ByteBuf bytes(String text) { return Unpooled.copiedBuffer(text, UTF_8); }

    private static List<String> left(EmbeddedChannel channel) {
        var all = new ArrayList<String>();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            all.add(next.toString(UTF_8));
            next.release();
        }
        return all;
    }
}
