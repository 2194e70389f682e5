package dev.kintsugi.agent.errands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.error.AgentError;
import dev.kintsugi.domain.error.ErrorCategory;
import dev.kintsugi.domain.error.WireFault;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Fate;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.time.ConversationClock;
import dev.kintsugi.domain.time.Deadline;
import dev.kintsugi.services.Services;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A tool over a service: what goes wrong on the wire is an error of the field's kinds, and an act is done once.
class ErrandToolTest {
    private final ConversationClock clock = new ConversationClock();
    private final Services services = new Services(Services.Settings.DEFAULT, clock);

    @AfterEach
    void close() { services.close(); }

    private Tool tool(String name) {
        var bases = new HashMap<String, URI>();
        services.addresses().forEach((service, address) -> bases.put(service.word(), address));
        return new Errands(bases, Errands.PATIENCE, clock).tool(name).orElseThrow();
    }

    private static ToolRequest request(String name, String arguments, String key, Deadline deadline) {
        var place = new CallKey(new TurnId(new SessionId("tool"), 1), 1, 1, 1);
        return new ToolRequest(new ToolCall("c", name, arguments), key, place, deadline);
    }

    private static ToolRequest event(String key) {
        return request("add_event", "{\"title\": \"Once\", \"day\": \"2030-05-02\", \"time\": \"2 PM\"}", key,
                Deadline.NONE);
    }

    @Test
    void anActWithTheSameKeyIsDoneOnceAndAnswersTheSame() {
        var first = tool("add_event").call(event("k1"));
        var again = tool("add_event").call(event("k1"));
        assertThat(first.ok()).isTrue();
        assertThat(again.content()).isEqualTo(first.content()).contains("\"time\":\"14:00\"").contains("ev000001");
        assertThat(tool("list_events").call(request("list_events", "{}", "k2", Deadline.NONE)).content())
                .contains("\"count\":\"1\"");
    }

    @Test
    void whatBecameOfAnActIsKnownToTheService() {
        assertThat(tool("add_event").fate(event("k3"))).isInstanceOf(Fate.NoTrace.class);
        var done = tool("add_event").call(event("k3"));
        assertThat(tool("add_event").fate(event("k3"))).isInstanceOfSatisfying(Fate.Done.class,
                fate -> assertThat(fate.result().content()).isEqualTo(done.content()));
    }

    @Test
    void aPreviewOfAnActDoesNothing() {
        assertThat(tool("add_event").preview(event("k4")).content()).contains("Once").contains("14:00");
        assertThat(tool("list_events").call(request("list_events", "{}", "k5", Deadline.NONE)).content())
                .contains("\"count\":\"0\"");
    }

    @Test
    void badArgumentsAreToldToTheModel() {
        for (var bad : new String[]{"{}", "[]", "{\"city\": \"\"}", "{\"town\": \"Paris\"}", "nonsense"}) {
            var result = tool("weather").call(request("weather", bad, "k", Deadline.NONE));
            assertThat(result.ok()).isFalse();
            assertThat(result.content()).contains("bad_arguments");
        }
        assertThat(tool("add_event").call(request("add_event",
                "{\"title\": \"x\", \"day\": \"someday\", \"time\": \"25:00\"}", "k", Deadline.NONE)).content())
                .contains("bad_arguments");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "HTTP/1.1 503 Busy~Retry-After: 2~Content-Length: 16~~{\"error\":\"busy\"} | HTTP | 503",
            "HTTP/1.1 429 Slow~Content-Length: 16~~{\"error\":\"slow\"} | HTTP | 429",
            "HTTP/1.1 401 No~Content-Length: 16~~{\"error\":\"nope\"} | HTTP | 401",
            "HTTP/1.1 200 OK~Content-Length: 5~~<html | MALFORMED | 0",
            "HTTP/1.1 200 OK~Content-Length: 0~~ | EMPTY | 0",
            "HTTP/1.1 200 OK~Content-Length: 900~~{\"half | TRUNCATED | 0",
            "`` | RESET | 0",
            "rubbish~~ | RESET | 0"})
    void whatGoesWrongOnTheWireHasItsName(String answer, WireFault fault, int status) throws Exception {
        try (var broken = new Broken(answer.replace("~", "\r\n"))) {
            var error = error(broken.address(), Deadline.NONE);
            assertThat(error.wire().fault()).isEqualTo(fault);
            assertThat(error.wire().status()).isEqualTo(status);
            assertThat(error.context().target()).isEqualTo("weather");
            if (status == 503) {
                assertThat(error.wire().retryAfter()).isEqualTo(Duration.ofSeconds(2));
            }
        }
    }

    @Test
    void aServiceThatHangsIsWaitedForUntilTheDeadline() throws Exception {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var error = error(URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                    Deadline.in(Duration.ofMillis(200), clock));
            assertThat(error.wire().fault()).isEqualTo(WireFault.READ_TIMEOUT);
            assertThat(error.wire().canHeal()).isTrue();
        }
    }

    @Test
    void aServiceThatIsNotThereIsAConnectionProblem() throws Exception {
        URI gone;
        try (var closed = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            gone = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
        var error = error(gone, Deadline.NONE);
        assertThat(error.wire().fault()).isEqualTo(WireFault.CONNECT);
        assertThat(error.category()).isEqualTo(ErrorCategory.COMMUNICATION);
    }

    private AgentError error(URI base, Deadline deadline) {
        var tool = new Errands(Map.of("weather", base), Errands.PATIENCE, clock).tool("weather").orElseThrow();
        return catchThrowableOfType(AgentError.class,
                () -> tool.call(request("weather", "{\"city\": \"Paris\"}", "k", deadline)));
    }

    /// Answers every connection with the same bytes, and closes it.
    private static final class Broken implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

        Broken(String answer) throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (var client = socket.accept()) {
                        client.getInputStream().read(new byte[4096]);
                        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                        client.getOutputStream().flush();
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        URI address() { return URI.create("http://127.0.0.1:" + socket.getLocalPort()); }

        @Override
        public void close() throws IOException { socket.close(); }
    }
}
