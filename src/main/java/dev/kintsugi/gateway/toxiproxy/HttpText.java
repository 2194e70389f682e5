package dev.kintsugi.gateway.toxiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.network.HttpMatch;
import dev.kintsugi.network.HttpReply;
import dev.kintsugi.network.Toxic;
import java.util.Map;
import java.util.TreeMap;

/// The attributes of the toxic that understands HTTP, in the manner of Toxiproxy's. Stateless.
final class HttpText {
    private static final String METHOD = "method";
    private static final String PATH = "path";
    private static final String HEADER = "header";
    private static final String STATUS = "status";
    private static final String HEADERS = "headers";
    private static final String BODY = "body";

    private HttpText() {}

    static ObjectNode write(Toxic.Http toxic, ObjectNode all) {
        all.put(METHOD, toxic.match().method()).put(PATH, toxic.match().path()).put(HEADER, toxic.match().header())
                .put(STATUS, toxic.reply().status());
        var headers = all.putObject(HEADERS);
        toxic.reply().headers().forEach(headers::put);
        return toxic.reply().body() == null ? all : all.put(BODY, toxic.reply().body());
    }

    /// @param before what it is where nothing else is said
    static Toxic.Http read(Input in, Input before) {
        var match = new HttpMatch(text(in, before, METHOD), text(in, before, PATH), text(in, before, HEADER));
        var body = in.text(BODY).or(() -> before.text(BODY)).orElse(null);
        return new Toxic.Http(match, new HttpReply(status(in, before), headers(in, before), body));
    }

    private static String text(Input in, Input before, String name) {
        return in.text(name).or(() -> before.text(name)).orElse("");
    }

    private static int status(Input in, Input before) {
        return Math.clamp(in.whole(STATUS, before.whole(STATUS, 0)), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static Map<String, String> headers(Input in, Input before) {
        var given = in.inside(HEADERS);
        var all = new TreeMap<String, String>();
        var from = in.object().hasNonNull(HEADERS) ? given : before.inside(HEADERS);
        from.object().properties().forEach(each -> all.put(each.getKey(), value(each.getKey(), each.getValue())));
        return all;
    }

    private static String value(String name, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw ApiError.badBody("the header '" + name + "' is no text");
        }
        return value.asText();
    }
}
