package dev.kintsugi.services;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a request with care: whoever can connect may send anything. Stateless.
final class Incoming {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).maxNumberLength(100).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final int LONGEST_TARGET = 4_000;
    private static final int LARGEST_BODY = 16 * 1024;
    private static final int MOST_FIELDS = 32;
    private static final Set<String> METHODS = Set.of("GET", "POST");
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final Pattern SCHEME = Pattern.compile("^https?://");

    private Incoming() {}

    static Asked read(HttpExchange exchange) throws Refusal, IOException {
        var headers = exchange.getRequestHeaders();
        fromHere(headers);
        var method = exchange.getRequestMethod();
        if (!METHODS.contains(method)) {
            throw new Refusal(405, 0, "the method must be GET or POST");
        }
        var target = exchange.getRequestURI();
        if (target.toString().length() > LONGEST_TARGET) {
            throw new Refusal(414, 0, "the address is longer than " + LONGEST_TARGET + " characters");
        }
        var fields = new LinkedHashMap<String, String>();
        fields(target.getRawQuery(), fields);
        var body = utf8(body(exchange));
        // curl calls whatever it sends a form, unless told otherwise
        var form = String.valueOf(headers.getFirst("Content-Type")).startsWith("application/x-www-form-urlencoded")
                && !body.startsWith("{");
        if (form) {
            fields(body, fields);
        }
        return new Asked(method, String.valueOf(target.getPath()), fields,
                form || body.isBlank() ? JsonNodeFactory.instance.objectNode() : object(body));
    }

    /// No page of a browser may speak to it, whatever name that page has found for this machine.
    private static void fromHere(Headers headers) throws Refusal {
        var host = headers.getFirst("Host");
        var origin = headers.getFirst("Origin");
        if (host == null || !here(host) || origin != null && !here(SCHEME.matcher(origin).replaceFirst(""))) {
            throw new Refusal(403, 0, "this service answers to programs of its own machine only");
        }
    }

    private static boolean here(String host) { return HERE.contains(PORT.matcher(host).replaceFirst("")); }

    private static byte[] body(HttpExchange exchange) throws Refusal, IOException {
        try (var in = exchange.getRequestBody()) {
            var bytes = in.readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw new Refusal(413, 0, "the body is larger than " + LARGEST_BODY + " bytes");
            }
            return bytes;
        }
    }

    private static String utf8(byte[] bytes) throws Refusal {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw Refusal.bad("the body is no text in UTF-8");
        }
    }

    private static JsonNode object(String body) throws Refusal {
        try {
            var node = JSON.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw Refusal.bad("the body is no JSON that this service reads: " + JsonFile.words(e));
        }
        throw Refusal.bad("the body must be a JSON object");
    }

    private static void fields(@Nullable String encoded, Map<String, String> into) throws Refusal {
        if (encoded == null || encoded.isEmpty()) {
            return;
        }
        for (var pair : encoded.split("&", -1)) {
            var equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            var value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (into.putIfAbsent(name, Asked.plain(value, name)) != null) {
                throw Refusal.bad("the parameter '" + name + "' is there twice");
            }
            if (into.size() > MOST_FIELDS) {
                throw Refusal.bad("there are more than " + MOST_FIELDS + " parameters");
            }
        }
    }

    private static String decoded(String text) throws Refusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.bad("a parameter is not percent-encoded as it should be");
        }
    }
}
