package dev.kintsugi.gateway.openai;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.kintsugi.agent.forward.UpstreamChat;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/// A provider on a real socket that answers as a test tells it to, and the way to it.
public final class OtherProvider implements AutoCloseable {
    private final HttpServer server;
    private final UpstreamChat way;

    public OtherProvider() throws IOException { this(Secret.NONE); }

    /// @param key with which it is asked
    public OtherProvider(Secret key) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        way = new UpstreamChat(
                ProviderSettings.at("http://127.0.0.1:" + server.getAddress().getPort() + "/v1", key, "m"));
    }

    public void at(String path, HttpHandler handler) { server.createContext(path, handler); }

    public UpstreamChat way() { return way; }

    @Override
    public void close() {
        way.close();
        server.stop(0);
    }
}
