package dev.kintsugi.network;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A question and its answer over one connection: straight to the service, through a proxy, and through one whose toxic
/// does nothing but read ahead.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ProxyBenchmark {
    @Param({"direct", "proxied", "latency 0"})
    String way;

    @Param({"100", "1000000"})
    int bytes;

    private final Service service = new Service(Service.ECHO);
    private final Proxies proxies = new Proxies(42);
    private Socket socket;
    private byte[] question;

    @Setup(Level.Trial)
    public void connect() throws IOException {
        var proxy = proxies.add("it", Address.parse("127.0.0.1:0"), service.address(), true).orElseThrow();
        if (way.startsWith("latency")) {
            proxy.add(new ToxicRule("l", Direction.DOWNSTREAM, 1, new Toxic.Latency(0, 0)));
        }
        socket = new Socket("127.0.0.1", way.equals("direct") ? service.port() : proxy.listen().port());
        socket.setTcpNoDelay(true);
        question = new byte[bytes];
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        socket.close();
        proxies.close();
        service.close();
    }

    @Benchmark
    public int ask() throws IOException {
        var out = socket.getOutputStream();
        var in = socket.getInputStream();
        var left = bytes;
        for (int at = 0; at < bytes; at += 50_000) {
            var size = Math.min(50_000, bytes - at);
            out.write(question, at, size);
            left -= in.readNBytes(size).length;
        }
        return left;
    }
}
