package dev.kintsugi.gateway.http;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Has Linux run a thread soon after it wakes, though others have a core: it asks for a short time slice, and a thread
/// whose slice is shorter than that of the one that runs comes first (`sched_setattr(2)`; from Linux 6.12 on, an older one
/// ignores it). It gets no larger share of the processor, and needs no privilege. Threads that it begins are none the
/// shorter. Safe for use by many threads.
final class TimeSlice {
    /// The shortest that Linux takes, in nanoseconds.
    private static final long SHORTEST = TimeUnit.MICROSECONDS.toNanos(100);

    /// `struct sched_attr` of its first version: size, policy, flags, nice, priority, and the slice as `sched_runtime`.
    private static final int SIZE = 48;
    private static final int FLAGS = 8;
    private static final int RUNTIME = 24;
    private static final long RESET_ON_FORK = 1;

    private final MethodHandle syscall;
    private final Numbers numbers;

    private TimeSlice(MethodHandle syscall, Numbers numbers) {
        this.syscall = syscall;
        this.numbers = numbers;
    }

    /// Begins when it is first asked for.
    private static final class Search {
        private static final CompletableFuture<Optional<TimeSlice>> FOUND = CompletableFuture
                .supplyAsync(TimeSlice::find, Thread::startVirtualThread).exceptionally(_ -> Optional.empty());
    }

    /// The numbers of the two calls, which differ from one kind of processor to the next.
    private record Numbers(long set, long get) {
        static Optional<Numbers> ofThisMachine() {
            if (!System.getProperty("os.name").equals("Linux")) {
                return Optional.empty();
            }
            return switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
                case "amd64" -> Optional.of(new Numbers(314, 315));
                case "aarch64" -> Optional.of(new Numbers(274, 275));
                default -> Optional.empty();
            };
        }
    }

    /// The way to ask for it, if this machine has one. It takes tens of milliseconds to find, and the first thread that
    /// wants it does not wait for that.
    static CompletableFuture<Optional<TimeSlice>> found() { return Search.FOUND; }

    private static Optional<TimeSlice> find() {
        return Numbers.ofThisMachine().flatMap(numbers -> {
            var linker = Linker.nativeLinker();
            var type = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
            return linker.defaultLookup().find("syscall").map(at -> new TimeSlice(
                    linker.downcallHandle(at, type, Linker.Option.firstVariadicArg(1)), numbers));
        }).filter(slice -> slice.now() > 0);
    }

    /// The slice of the calling thread in nanoseconds, 0 where it cannot be told.
    long now() {
        try (var arena = Arena.ofConfined()) {
            var attributes = arena.allocate(SIZE, Long.BYTES);
            return call(numbers.get, attributes, SIZE) == 0 ? attributes.get(JAVA_LONG, RUNTIME) : 0;
        }
    }

    /// Asks for the calling thread, which must not be a virtual one. Where Linux refuses, all stays as it is.
    void shorten() {
        try (var arena = Arena.ofConfined()) {
            var attributes = arena.allocate(SIZE, Long.BYTES);
            if (call(numbers.get, attributes, SIZE) == 0) {
                attributes.set(JAVA_LONG, FLAGS, attributes.get(JAVA_LONG, FLAGS) | RESET_ON_FORK);
                attributes.set(JAVA_LONG, RUNTIME, SHORTEST);
                call(numbers.set, attributes, 0);
            }
        }
    }

    private long call(long number, MemorySegment attributes, int size) {
        try {
            return (long) syscall.invokeExact(number, 0, attributes, size, 0);
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the system cannot fail in Java", e);
        }
    }
}
