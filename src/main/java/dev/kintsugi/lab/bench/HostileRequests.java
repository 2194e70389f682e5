package dev.kintsugi.lab.bench;

import dev.kintsugi.lab.bench.Hostile.Manner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;

/// Makes hostile requests of every kind; the same seed and number make the same. Immutable.
///
/// @param routes what there is, each as `METHOD /path/{part}`
record HostileRequests(long seed, int port, List<String> routes) {
    private static final List<String> CHAT = List.of("/v1/chat/completions", "/s/x/v1/chat/completions",
            "/api/v1/chat");
    private static final String SOUND = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],"
            + "\"message\":\"x\"}";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String CLOSE = "Connection: close\r\n\r\n";

    Hostile next(int number) {
        var chance = new Chances(seed, number);
        return switch (chance.below(12)) {
            case 0 -> head(chance);
            case 1 -> giant(chance);
            case 2 -> length(chance);
            case 3 -> smuggling(chance);
            case 4 -> stranger(chance);
            case 5 -> json(chance);
            case 6 -> upgrade(chance);
            case 7 -> name(chance);
            case 8 -> leaving(chance, number);
            case 9 -> forced(chance, number);
            default -> fields(chance);
        };
    }

    private String host() { return "Host: 127.0.0.1:" + port + "\r\n"; }

    private String post(String path, String more, String body) {
        return "POST " + path + " HTTP/1.1\r\n" + host() + JSON + more + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n" + CLOSE + body;
    }

    private static byte[] utf8(String text) { return text.getBytes(StandardCharsets.UTF_8); }

    private static Hostile asking(String kind, String path, String text, boolean barred) {
        return new Hostile(kind, path, utf8(text), Manner.ASKING, barred, false);
    }

    /// A head that is none, or another protocol's.
    private Hostile head(Chances chance) {
        var text = chance.of(List.of("nonsense\r\n\r\n", "GET\r\n\r\n", "GET /health\r\n\r\n", "\r\n\r\n\r\n\r\n",
                "GET /health HTTP/1.1\r\n" + host() + "Bad Header\r\n" + CLOSE,
                "GET /health HTTP/1.1\r\n" + host() + ": empty\r\n" + CLOSE,
                "GET /health HTTP/1.1\r\n" + host() + "X-A : b\r\n" + CLOSE,
                "GET /health HTTP/1.1\n" + "Host: 127.0.0.1:" + port + "\n\n",
                "GET /health HTTP/9.9\r\n" + host() + CLOSE,
                "G\u0000T /health HTTP/1.1\r\n" + host() + CLOSE, "GET /hea lth HTTP/1.1\r\n" + host() + CLOSE,
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u0003\u0003",
                "GET /health HTTP/1.1\r\n" + host() + "X-A: \u0000\u0001\u007f\r\n" + CLOSE,
                "GET health HTTP/1.1\r\n" + host() + CLOSE, "* * *\r\n\r\n",
                "get /health http/1.1\r\n" + host() + CLOSE));
        if (chance.oneIn(4)) {
            var bytes = new byte[chance.between(1, 600)];
            for (var i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) chance.below(256);
            }
            return new Hostile("malformed head", "", bytes, Manner.ASKING, true, false);
        }
        return new Hostile("malformed head", "", utf8(text), chance.oneIn(3) ? Manner.DRIPPING : Manner.ASKING, true,
                false);
    }

    private Hostile giant(Chances chance) {
        var much = "a".repeat(chance.between(33_000, 90_000));
        var text = switch (chance.below(5)) {
            case 0 -> "GET /" + much + " HTTP/1.1\r\n" + host() + CLOSE;
            case 1 -> "GET /health HTTP/1.1\r\n" + host() + "X-Long: " + much + "\r\n" + CLOSE;
            case 2 -> "GET /health HTTP/1.1\r\n" + host() + "X-Many: b\r\n".repeat(4_000) + CLOSE;
            case 3 -> "GET /health?" + "a=1&".repeat(chance.between(6_000, 9_000)) + " HTTP/1.1\r\n" + host() + CLOSE;
            default -> much + " /health HTTP/1.1\r\n" + host() + CLOSE;
        };
        return asking("giant head", "", text, true);
    }

    private Hostile length(Chances chance) {
        var path = chance.of(CHAT);
        var length = chance
                .of(List.of("-1", "99999999999", "99999999999999999999", "0x10", "1e3", "+5", "5 5", "", "1,1",
                        "4194305", Integer.toString(SOUND.length() + chance.between(1, 50))));
        var text = "POST " + path + " HTTP/1.1\r\n" + host() + JSON + "Content-Length: " + length + "\r\n" + CLOSE
                + SOUND;
        return asking("wrong length", path, text, true);
    }

    /// Two readers could see two requests. What is smuggled would turn chaos on.
    private Hostile smuggling(Chances chance) {
        var inner = "PUT /api/v1/faults HTTP/1.1\r\n" + host() + JSON + "Content-Length: 14\r\n\r\n{\"chaos\":true}";
        var head = "POST /v1/chat/completions HTTP/1.1\r\n" + host() + JSON;
        var chunks = "Transfer-Encoding: chunked\r\n";
        var text = chance.of(List.of(head + "Content-Length: 5\r\n" + chunks + "\r\n0\r\n\r\n" + inner,
                head + chunks + "Content-Length: 5\r\n\r\n0\r\n\r\n" + inner,
                head + "Content-Length: 5\r\nContent-Length: 0\r\n\r\n" + inner,
                head + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n" + inner,
                head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + inner,
                head + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + inner,
                head + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + inner,
                head + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n" + inner,
                head + chunks + "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n" + inner,
                head + chunks + "\r\n-1\r\n" + inner, head + chunks + "\r\nffffffffffffffffff\r\n" + inner,
                head + chunks + "\r\n5\r\nabcdefgh\r\n0\r\n\r\n" + inner,
                head + chunks + "\r\n0x5\r\nabcde\r\n" + inner,
                head + chunks + "\r\n 5\r\nabcde\r\n" + inner, head + chunks + "\r\n\r\n" + inner,
                head + chunks + "\r\n5\nabcde\n0\n\n" + inner));
        return asking("smuggling", "/v1/chat/completions", text, true);
    }

    /// A page of another site, a rebound name, a proxy's client.
    private Hostile stranger(Chances chance) {
        var route = chance.of(routes).split(" ");
        var body = route[0].equals("GET") || route[0].equals("DELETE") ? "" : SOUND;
        var host = host();
        var target = filled(route[1], chance);
        var version = "HTTP/1.1";
        var type = body.isEmpty() ? "" : JSON;
        switch (chance.below(7)) {
            case 0 ->
                host = "Host: " + chance.of(List.of("evil.example", "127.0.0.1.evil.example", "localhost.evil", "",
                        "[::ffff:7f00:1]x", "127.0.0.1@evil", "0.0.0.0.0", "evil\tlocalhost")) + "\r\n";
            case 1 -> host += host();
            case 2 -> type += "Origin: " + chance.of(List.of("http://evil.example", "null", "http://127.0.0.1:1",
                    "https://localhost:" + port, "file://", "http://127.0.0.1:" + port + ".evil")) + "\r\n";
            case 3 -> type += "Sec-Fetch-Site: " + chance.of(List.of("cross-site", "same-site", "x")) + "\r\n";
            case 4 ->
                target = chance.of(List.of("http://evil.example", "http://127.0.0.1:" + port, "https://x")) + target;
            case 5 -> version = "HTTP/1.0";
            default -> {
                type = "Content-Type: " + chance.of(List.of("text/plain", "application/x-www-form-urlencoded",
                        "multipart/form-data", "application/json, text/plain", "text/json", "application/jsonx",
                        "application/json; charset=utf-16")) + "\r\n";
                body = SOUND;
            }
        }
        return asking("stranger", route[1], route[0] + " " + target + " " + version + "\r\n" + host + type
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + CLOSE + body, true);
    }

    private Hostile json(Chances chance) {
        var path = chance.of(CHAT);
        var body = switch (chance.below(6)) {
            case 0 -> "[".repeat(chance.between(1_000, 100_000));
            case 1 -> "{\"a\":".repeat(chance.between(1_000, 20_000)) + "1" + "}".repeat(1_000);
            case 2 -> "{\"max_tokens\":" + "9".repeat(chance.between(20, 5_000)) + "}";
            case 3 -> SOUND.replace("\"x\"", "\"" + "x".repeat(chance.between(1, 50_000)) + "\u0000\"");
            default -> chance.of(HostileWords.BODIES);
        };
        if (chance.oneIn(4)) {
            var bytes = utf8(post(path, "", SOUND));
            bytes[bytes.length - 1 - chance.below(SOUND.length())] = chance
                    .of(List.of((byte) 0xff, (byte) 0xc0, (byte) 0x80, (byte) 0xed,
                            (byte) 0));
            return new Hostile("bad JSON", path, bytes, Manner.ASKING, true, false);
        }
        return asking("bad JSON", path, post(path, "", body), true);
    }

    private Hostile upgrade(Chances chance) {
        var head = "GET /api/v1/events"
                + chance.of(List.of("?session=witness-rest", "?session=%00", "?after=x", "?after=-1",
                        "?session=nobody", "?session=witness-rest&after=99999999999999999999", ""))
                + " HTTP/1.1\r\n" + host();
        var socket = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
        var text = switch (chance.below(7)) {
            case 0 -> head + socket + "Sec-WebSocket-Version: 12\r\nSec-WebSocket-Key: x\r\n\r\n";
            case 1 -> head + socket + "Sec-WebSocket-Version: 13\r\n\r\n";
            case 2 -> head + "Last-Event-ID: " + chance.of(HostileWords.PARTS) + "\r\n\r\n";
            case 3 -> head + "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: x\r\n\r\n";
            case 4 -> head + socket + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: \u0001\r\n\r\n";
            default ->
                head + socket + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                        + chance.of(List.of("\u007f\u007f", "nonsense",
                                "\u0081\u007f\u007f\u007f\u007f\u007f\u007f\u007f\u007f",
                                "\u0001\u0005hello", "\u0088\u0000", "\u008f\u0000"));
        };
        return new Hostile("bad upgrade", "/api/v1/events", text.getBytes(StandardCharsets.ISO_8859_1), Manner.ASKING,
                false, false);
    }

    /// Names that want to be more than names.
    private Hostile name(Chances chance) {
        var part = chance.oneIn(6) ? "a".repeat(chance.between(100, 3_000)) : chance.of(HostileWords.PARTS);
        var text = switch (chance.below(5)) {
            case 0 -> post("/s/" + part + "/v1/chat/completions", "", SOUND);
            case 1 ->
                post("/v1/chat/completions", "X-Lab-Session: " + part + "\r\nX-Request-Id: " + part + "\r\n", SOUND);
            case 2 ->
                post("/api/v1/chat", "", "{\"message\":\"x\",\"session_id\":" + chance.of(HostileWords.VALUES) + "}");
            case 3 -> "GET /api/v1/sessions/" + part + "/history?limit=" + part + " HTTP/1.1\r\n" + host() + CLOSE;
            default -> post("/api/v1/chat/reset/" + part, "", "");
        };
        return asking("hostile name", "", text, false);
    }

    /// A client that goes before it is answered, or before it has asked.
    private Hostile leaving(Chances chance, int number) {
        var path = chance.of(CHAT);
        var whole = utf8(post(path, "X-Lab-Session: leaving-" + number + "\r\n",
                chance.oneIn(2) ? SOUND.replace("{\"model", "{\"stream\":true,\"model") : SOUND));
        var part = chance.oneIn(2) ? whole : Arrays.copyOf(whole, chance.between(1, whole.length));
        return new Hostile("abrupt leaving", path, part, chance.oneIn(5) ? Manner.ASKING : Manner.RESETTING, false,
                false);
    }

    /// The header that fails a call, sound and unsound.
    private Hostile forced(Chances chance, int number) {
        var fault = chance.of(List.of("service_unavailable", "memory_exhaustion", "html_502", "reset", "cut_stream",
                "cut_in_chunk", "stall(seconds=1)", "wrong_length(by=99)", "hallucination(", "stall(seconds=-1)",
                "stall(seconds=1,seconds=2)", "cut_stream(after=1e9)", "x(((", "reset(after=\u00e9)", ",", "()", "=",
                "slow_tokens(delay=1)", "split_character", "empty_body", "rate_limiting(retry_after=0)"))
                + (chance.oneIn(8) ? "(cure=persistent)" : "");
        var more = "X-Lab-Session: forced-" + number + "\r\nX-Lab-Fault: " + fault + "\r\n"
                + (chance.oneIn(4) ? "X-Lab-Recovery: " + chance.of(HostileWords.PARTS) + "\r\n" : "");
        var body = chance.oneIn(2) ? SOUND.replace("{\"model", "{\"stream\":true,\"model") : SOUND;
        return new Hostile("forced failure", "/v1/chat/completions", utf8(post("/v1/chat/completions", more, body)),
                Manner.ASKING, false, true);
    }

    /// Any endpoint with fields that make no sense.
    private Hostile fields(Chances chance) {
        var route = chance.of(routes).split(" ");
        var target = filled(route[1], chance) + (route[1].endsWith("/events") ? "?session=nobody" : query(chance));
        var body = route[0].equals("GET") && !chance.oneIn(8) ? "" : object(chance);
        var bytes = utf8(body);
        var more = switch (chance.below(8)) {
            case 0 -> "X-Request-Id: " + "\u00e9\u0001'\"".repeat(chance.below(50)) + "\r\n";
            case 1 -> "X-Lab-Recovery: " + chance.of(HostileWords.PARTS) + "\r\n";
            case 2 -> "Expect: " + chance.of(List.of("100-continue", "200-ok")) + "\r\n";
            case 3 -> "Content-Encoding: gzip\r\n";
            case 4 -> "Authorization: Bearer " + chance.of(HostileWords.PARTS).repeat(20) + "\r\n";
            default -> "";
        };
        var head = route[0] + " " + target + " HTTP/1.1\r\n" + host() + (bytes.length == 0 ? "" : JSON) + more
                + "Content-Length: " + bytes.length + "\r\n" + CLOSE;
        return asking("wrong fields", route[1], head + body, false);
    }

    private static String filled(String path, Chances chance) {
        var text = path;
        while (text.contains("{")) {
            text = text.replaceFirst("\\{[a-z_]+}",
                    Matcher.quoteReplacement(chance.of(HostileWords.PARTS).replace("{", "%7B")));
        }
        return text;
    }

    private static String query(Chances chance) {
        return switch (chance.below(6)) {
            case 0 -> "?hours=" + chance.of(HostileWords.PARTS);
            case 1 -> "?limit=-1&offset=99999999999999999999";
            case 2 -> "?test_message=" + chance.of(HostileWords.PARTS) + "&&=&%";
            case 3 -> "?" + "a=1&".repeat(chance.below(2_000));
            default -> "";
        };
    }

    private static String object(Chances chance) {
        var body = new StringBuilder("{");
        for (var i = chance.below(6); i > 0; i--) {
            body.append('"').append(chance.of(HostileWords.FIELDS)).append("\":").append(chance.of(HostileWords.VALUES))
                    .append(i > 1 ? "," : "");
        }
        return body.append(chance.oneIn(20) ? "" : "}").toString();
    }
}
