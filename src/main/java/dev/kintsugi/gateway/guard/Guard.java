package dev.kintsugi.gateway.guard;

import dev.kintsugi.gateway.answer.Answers;
import dev.kintsugi.gateway.answer.Refused;
import dev.kintsugi.gateway.http.Exchange;
import dev.kintsugi.gateway.http.Handler;
import dev.kintsugi.gateway.http.Stage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Stands before every endpoint. On loopback a request with one of our names as its Host, no Origin or our own, and a
/// JSON or empty body passes; bound wider it needs the token too. Everything else is refused, so that a page in a
/// browser on this machine can neither read nor do anything, not even after rebinding a name. Safe for many threads.
public final class Guard implements Stage {
    private static final Pattern JSON = Pattern
            .compile("application/(?:json|[a-z0-9.-]+\\+json)(?:\\s*;\\s*charset=\"?utf-8\"?)?\\s*");

    private static final String API_KEY = "x-api-key";
    private static final String ASKED = "Basic realm=\"Kintsugi: any name, and the token as the password\", charset=\"UTF-8\"";

    private final GuardSettings settings;
    private final Names names;
    private final Allowance allowance;
    private final Manners manners;
    private final Handler inside;

    /// How an interface refuses, and what it insists on. Immutable.
    ///
    /// @param labelled whether a body has to say that it is JSON; clients of old interfaces do not
    /// @param refuser  words what is refused
    public record Manners(boolean labelled, Refuser refuser) {
        /// Those of the lab's own interfaces.
        public static final Manners OWN = new Manners(true, Answers::refuse);
    }

    /// Words a refusal.
    @FunctionalInterface
    public interface Refuser {
        void refuse(Exchange exchange, Refused refused, Map<String, String> headers);
    }

    public Guard(GuardSettings settings, Handler inside) { this(settings, Manners.OWN, inside); }

    public Guard(GuardSettings settings, Manners manners, Handler inside) {
        this.settings = settings;
        this.names = new Names(settings);
        this.allowance = new Allowance(settings.perSecond());
        this.manners = manners;
        this.inside = inside;
    }

    @Override
    public Optional<Handler> begin(Exchange exchange) {
        var refused = refused(exchange);
        if (refused.isEmpty()) {
            return inside.begin(exchange);
        }
        manners.refuser.refuse(exchange, refused.get(), headers(refused.get().status(), exchange));
        return Optional.empty();
    }

    private static Map<String, String> headers(int status, Exchange exchange) {
        return switch (status) {
            case 401 -> Map.of("www-authenticate", isBrowser(exchange) ? ASKED : "Bearer");
            case 426 -> Map.of("upgrade", "HTTP/1.1");
            case 429 -> Map.of("retry-after", "1");
            default -> Map.of();
        };
    }

    private static boolean isBrowser(Exchange exchange) {
        return exchange.header("accept").orElse("").contains("text/html");
    }

    private Optional<Refused> refused(Exchange exchange) {
        return form(exchange).or(() -> host(exchange)).or(() -> origin(exchange)).or(() -> preflight(exchange))
                .or(() -> content(exchange)).or(() -> token(exchange)).or(() -> tooMany(exchange));
    }

    private static Optional<Refused> form(Exchange exchange) {
        if (!exchange.http11()) {
            return no(426, "http_version", "Only HTTP/1.1 is spoken here", "Use HTTP/1.1");
        }
        return exchange.absoluteForm()
                ? no(400, "absolute_form", "This is no proxy: the target must be a path", "Ask for the path alone")
                : Optional.empty();
    }

    private Optional<Refused> host(Exchange exchange) {
        var hosts = exchange.headers("host");
        if (hosts.size() != 1) {
            return no(400, "host", "A request says exactly once for whom it is, and this one "
                    + (hosts.isEmpty() ? "has no Host header" : "has several Host headers"), "Send one Host header");
        }
        return names.ours(hosts.getFirst(), exchange.local())
                ? Optional.empty()
                : no(403, "foreign_host", "The Host header names something else than this gateway",
                        "Address it as 127.0.0.1 or localhost, or allow the name when it is started");
    }

    private static Optional<Refused> origin(Exchange exchange) {
        var site = exchange.header("sec-fetch-site").orElse("none");
        return !ownOrigin(exchange) || !(site.equals("none") || site.equals("same-origin"))
                ? no(403, "foreign_origin", "Pages from elsewhere may not speak to this gateway",
                        "Call it from a program, or from its own /docs")
                : Optional.empty();
    }

    private static boolean ownOrigin(Exchange exchange) {
        var origins = exchange.headers("origin");
        if (origins.isEmpty()) {
            return true;
        }
        var hosts = exchange.headers("host");
        return origins.stream().allMatch(o -> hosts.stream().anyMatch(h -> o.equalsIgnoreCase("http://" + h)));
    }

    private static Optional<Refused> preflight(Exchange exchange) {
        return exchange.method().equals("OPTIONS") && isOfAPage(exchange)
                ? no(403, "preflight", "Other sites are allowed nothing here", "Call it from a program")
                : Optional.empty();
    }

    /// A program that only wants to know which methods there are says neither.
    private static boolean isOfAPage(Exchange exchange) {
        return !exchange.headers("origin").isEmpty() || exchange.headerNames().stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-request-"));
    }

    private static boolean isJson(String type) {
        return type.equals("application/json") || JSON.matcher(type.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isPacked(Exchange exchange) {
        return !exchange.header("content-encoding").orElse("identity").equalsIgnoreCase("identity")
                || exchange.headers("transfer-encoding").stream().anyMatch(how -> !how.equalsIgnoreCase("chunked"));
    }

    private Optional<Refused> content(Exchange exchange) {
        var types = exchange.headers("content-type");
        var good = types.isEmpty()
                ? exchange.body().length == 0
                : types.size() == 1 && isJson(types.getFirst());
        if (isPacked(exchange)) {
            return no(415, "content_encoding", "A body must not be packed",
                    "Send it without Content-Encoding, and with no Transfer-Encoding but chunked");
        }
        return good || !manners.labelled
                ? Optional.empty()
                : no(415, "content_type", "A body must be JSON, and say so",
                        "Send the header Content-Type: application/json");
    }

    /// As a bearer's, as Anthropic's clients show a key, or in a header of ours; a browser asks for a name and a password,
    /// and sends the token as the latter. Whatever stands behind the guard, a provider above all, does not get to see it.
    private Optional<Refused> token(Exchange exchange) {
        if (!settings.wide() || exchange.header("x-lab-token").filter(this::right).isPresent()) {
            return Optional.empty();
        }
        var bearer = exchange.header("authorization").flatMap(Guard::credential).filter(this::right).isPresent();
        var key = exchange.header(API_KEY).filter(this::right).isPresent();
        if (exchange.header("x-lab-token").isEmpty() && (bearer || key)) {
            if (bearer) {
                exchange.hide("authorization");
            }
            if (key) {
                exchange.hide(API_KEY);
            }
            return Optional.empty();
        }
        return no(401, "token", "The gateway's token is missing or wrong",
                "Send it as Authorization: Bearer, as X-Api-Key, or as X-Lab-Token");
    }

    private static Optional<String> credential(String header) {
        var words = header.strip().split(" +", 2);
        return switch (words.length < 2 ? "" : words[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(words[1]);
            case "basic" -> password(words[1]);
            default -> Optional.empty();
        };
    }

    private static Optional<String> password(String packed) {
        try {
            var both = new String(Base64.getDecoder().decode(packed), StandardCharsets.UTF_8);
            var colon = both.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(both.substring(colon + 1));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private boolean right(String shown) {
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8),
                settings.token().getBytes(StandardCharsets.UTF_8));
    }

    private Optional<Refused> tooMany(Exchange exchange) {
        return exchange.path().startsWith("/v1/") || exchange.path().startsWith("/s/") || allowance.take()
                ? Optional.empty()
                : no(429, "rate_limited", "More than " + settings.perSecond() + " requests a second",
                        "Ask again in a second");
    }

    private static Optional<Refused> no(int status, String code, String why, String todo) {
        return Optional.of(new Refused(status, code, "", why, todo));
    }
}
