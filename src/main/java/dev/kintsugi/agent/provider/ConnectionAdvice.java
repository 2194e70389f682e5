package dev.kintsugi.agent.provider;

import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.error.WireError;
import java.util.List;

/// Says to a person what a failed connection test means and what to do about it. Immutable.
final class ConnectionAdvice {
    private static final int LONGEST_QUOTE = 240;
    private static final int MOST_NAMES = 12;

    private final ProviderSettings settings;
    private final List<String> models;

    /// @param models what the provider offers; empty when it did not say
    ConnectionAdvice(ProviderSettings settings, List<String> models) {
        this.settings = settings;
        this.models = models;
    }

    Problem on(WireError wire) {
        var name = settings.name();
        return switch (wire.fault()) {
            case HTTP -> refused(wire);
            case CONNECT -> new Problem("There is no connection to " + name, quote(wire), start());
            case CONNECT_TIMEOUT -> new Problem("There is no connection to " + name, quote(wire),
                    "Check the address, your network and a proxy or firewall on the way");
            case READ_TIMEOUT -> new Problem(name + " did not answer", quote(wire),
                    settings.onThisMachine()
                            ? "A local model may still be loading: try again in a minute"
                            : "Try again, and look at the provider's status page if it stays so");
            case STALLED, TRUNCATED, RESET, STREAM_ERROR -> new Problem(name + " broke its answer off", quote(wire),
                    "Try again; a proxy on the way may cut connections");
            case MALFORMED, EMPTY -> new Problem("What answers is no chat completion", quote(wire),
                    "Check the address: it usually ends in /v1");
            case MISSING_KEY -> new Problem("A key is needed", name + " is not asked without one",
                    "Set " + KeyFile.VARIABLE + " or enter the key in Settings");
            case STATE_TOO_LARGE -> new Problem("The question was too large", quote(wire), "Try another model");
        };
    }

    private Problem refused(WireError wire) {
        return switch (wire.status()) {
            case 401 -> settings.key().isEmpty()
                    ? new Problem(settings.name() + " wants a key", quote(wire), "Enter its key in Settings")
                    : new Problem("The key was refused", quote(wire),
                            "Copy it again from the provider, or check that it belongs to " + settings.address());
            case 402 -> new Problem("The account has no credit", quote(wire), "Top it up at the provider");
            case 403 -> new Problem("The key may not do this", quote(wire),
                    "Check at the provider that it may use " + settings.model());
            case 404 -> notFound(wire);
            case 429 -> wire.quota()
                    ? new Problem("The account's quota is used up", quote(wire), "Top it up, or use another key")
                    : new Problem("The provider was asked too often", quote(wire), "Try again" + later(wire));
            default -> unusual(wire);
        };
    }

    private Problem unusual(WireError wire) {
        if (wire.status() >= 500) {
            return new Problem(settings.name() + " is in trouble", quote(wire), "Try again" + later(wire));
        }
        return wire.status() / 100 == 3
                ? new Problem("The address points elsewhere", quote(wire),
                        "Set the address it leads to: the key is not sent on by itself")
                : new Problem(settings.name() + " did not accept the question", quote(wire),
                        "Check the model's name and the address");
    }

    private Problem notFound(WireError wire) {
        return models.isEmpty()
                ? new Problem("Nothing was found there", quote(wire),
                        "Check the address, which usually ends in /v1, and the model's name")
                : new Problem("The model " + settings.model() + " was not found", quote(wire),
                        "Choose one it has: " + names());
    }

    private String names() {
        var more = models.size() - MOST_NAMES;
        return String.join(", ", models.stream().limit(MOST_NAMES).toList())
                + (more > 0 ? " and " + more + " more" : "");
    }

    private String start() {
        var program = settings.address().startsWith(settings.name()) ? "its program" : settings.name();
        return settings.onThisMachine()
                ? "Is " + program + " running? Start it, or correct the port"
                : "Check the address and your network";
    }

    private static String later(WireError wire) {
        return wire.retryAfter() == null ? " in a while" : " in " + Math.max(1, wire.retryAfter().toSeconds()) + " s";
    }

    /// The provider's words, on one line and not endless, with its status.
    private static String quote(WireError wire) {
        var words = wire.message().replaceAll("\\s+", " ").strip().replaceAll("[.!]+$", "");
        var cut = words.length() > LONGEST_QUOTE ? words.substring(0, LONGEST_QUOTE) + "…" : words;
        return wire.status() > 0 && !cut.startsWith("HTTP ") ? "HTTP " + wire.status() + ", " + cut : cut;
    }
}
