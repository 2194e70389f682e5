package dev.kintsugi.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kintsugi.domain.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;

/// The agent of a lab that is served elsewhere.
final class ServedSubject implements Subject {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int AT_ONCE = 8;
    private static final int LAST_PORT = 65_535;
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

    private final String url;
    private final String token;
    private final String touched;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    /// @param token what the lab asks of callers; empty for nothing
    ServedSubject(String url, String token) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.token = token;
        this.touched = touched(send(request("/api/v1/faults").GET()));
    }

    /// What touches turns there that force nothing.
    private static String touched(JsonNode faults) {
        if (!faults.path("forced").isNull()) {
            return ", which forces " + faults.path("forced").asText() + " on every turn";
        }
        if (!faults.path("plan").isEmpty()) {
            return ", whose plan touches turns too";
        }
        return faults.path("chaos").asBoolean() ? ", where chaos is on and touches turns too" : "";
    }

    @Override
    public String name() { return "the lab served at " + url + touched; }

    /// Each conversation is a session of its own, and their waits need not be added up.
    @Override
    public int atOnce() { return AT_ONCE; }

    @Override
    public Seen ask(String message, String mode) {
        var body = JsonNodeFactory.instance.objectNode().put("message", message).put("recovery_policy", "none");
        if (!mode.isEmpty()) {
            body.put("failure_mode", mode);
        }
        var answer = send(request("/api/v1/chat").header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        var natural = answer.path("natural_response");
        var observed = answer.path("response").asText();
        return new Seen(answer.path("status").asText(), answer.path("natural_status").asText(),
                natural.isNull() ? observed : natural.asText(), observed, answer.path("processing_time_ms").asLong());
    }

    private HttpRequest.Builder request(String path) {
        try {
            var address = URI.create(url + path);
            if (address.getPort() > LAST_PORT) {
                throw new IllegalArgumentException("ports end at " + LAST_PORT);
            }
            var request = HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(2));
            return token.isEmpty() ? request : request.header("x-lab-token", token);
        } catch (IllegalArgumentException e) {
            throw new Problem("The lab cannot be asked",
                    "'" + url + "' is not its address, or its token cannot be sent",
                    "Give --url as in http://127.0.0.1:8000, and --token as serve shows it", e);
        }
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var answer = JSON.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new Problem("The served lab refused", answer.at("/error/message").asText("no reason given"),
                        answer.at("/error/todo").asText("Look at its log"));
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw nobody("what answers there is something else", e);
        } catch (IOException e) {
            throw nobody(why(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem("The analysis was stopped", "it was interrupted", "Start it again", e);
        }
    }

    private static String why(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "there is no machine of that name";
            }
        }
        return e.getMessage() == null ? "the connection was refused" : e.getMessage();
    }

    /// With the port that was asked, so that the same address is answered then.
    private Problem nobody(String why, IOException e) {
        var asked = URI.create(url);
        var port = asked.getPort() > 0 ? asked.getPort() : ServeCommand.PORT;
        return new Problem("No lab answers at " + url, why, HERE.contains(asked.getHost())
                ? "Start one with: kintsugi serve --port " + port
                        + " (in another terminal); then --url http://127.0.0.1:"
                        + port + " reaches it"
                : "Start one there with: kintsugi serve --host 0.0.0.0 --port " + port + "; then --url http://"
                        + asked.getHost() + ":" + port + " reaches it, with the --token that it shows",
                e);
    }

    @Override
    public void close() { client.close(); }
}
