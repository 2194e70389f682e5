package dev.kintsugi.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.domain.time.ConversationClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A lab whose agent has a provider on a real socket; what that answers is the test's.
abstract class ProvidedLabCase {
    HttpServer server;
    Lab lab;

    abstract void answer(HttpExchange exchange) throws IOException;

    /// Where the provider answers: one call after the other, unless a test says otherwise.
    Executor threads() { return Runnable::run; }

    @BeforeEach
    final void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads());
        server.createContext("/", this::answer);
        server.start();
        var provider = ProviderSettings.at("http://127.0.0.1:" + server.getAddress().getPort() + "/v1", Secret.NONE,
                "m-1");
        lab = Lab.inMemory(LabSettings.defaults().withTimeScale(ConversationClock.INSTANT)
                .withAgent(AgentSettings.SCRIPTED.withProvider(provider)), new Provided());
    }

    @AfterEach
    final void close() {
        lab.close();
        server.stop(0);
    }
}
