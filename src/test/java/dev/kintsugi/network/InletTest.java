package dev.kintsugi.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Reading ahead of who takes.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InletTest {
    @Test
    void manySmallPiecesFillNoMemoryEither() throws IOException {
        var reads = new AtomicLong();
        var inlet = new Inlet(new InputStream() {
            @Override
            public int read() {
                reads.incrementAndGet();
                return 7;
            }

            @Override
            public int read(byte[] bytes, int from, int count) {
                bytes[from] = (byte) read();
                return 1;
            }
        });
        inlet.readAhead();
        assertThat(inlet.next().length()).isEqualTo(1);
        var before = new long[1];
        await().pollInterval(500, TimeUnit.MILLISECONDS).atMost(50, TimeUnit.SECONDS).until(() -> {
            var same = before[0] == reads.get();
            before[0] = reads.get();
            return same;
        });
        assertThat(reads.get()).isLessThan(200_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(inlet.next().length()).isEqualTo(1);
        }
        inlet.close();
    }
}
