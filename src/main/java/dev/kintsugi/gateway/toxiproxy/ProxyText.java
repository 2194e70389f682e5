package dev.kintsugi.gateway.toxiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.network.Address;
import dev.kintsugi.network.Proxy;
import dev.kintsugi.network.ToxicRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Proxies as Toxiproxy writes them. Stateless.
final class ProxyText {
    private static final int LONGEST_NAME = 256;
    /// Where one listens that says nothing of it: Toxiproxy takes all addresses of the machine, we this machine's own.
    private static final String ANY_PORT = "127.0.0.1:0";

    private ProxyText() {}

    /// What is asked for. Immutable.
    ///
    /// @param toxics ours: a list of proxies may say at once what hurts them
    record Asked(String name, Address listen, Address upstream, boolean enabled, List<ToxicRule> toxics) {}

    static ObjectNode json(Proxy proxy) {
        var all = JsonNodeFactory.instance.objectNode().put("name", proxy.name())
                .put("listen", proxy.listen().toString()).put("upstream", proxy.upstream().toString())
                .put("enabled", proxy.enabled());
        all.set("toxics", toxics(proxy));
        return all;
    }

    static JsonNode toxics(Proxy proxy) {
        var all = JsonNodeFactory.instance.arrayNode();
        proxy.toxics().forEach(rule -> all.add(ToxicText.json(rule)));
        return all;
    }

    /// @param where added to the name of a missing field, e.g. ` at proxy 2`
    static Asked read(Input in, String where) {
        var toxics = new ArrayList<ToxicRule>();
        var names = new HashSet<String>();
        in.list("toxics").forEach(each -> {
            var rule = ToxicText.read(Input.of(each));
            if (!names.add(rule.name())) {
                throw new ApiError(409, "toxic already exists" + where);
            }
            toxics.add(rule);
        });
        return new Asked(name(in, where), address(in.text("listen").filter(l -> !l.isEmpty()).orElse(ANY_PORT)),
                address(upstream(in, where)), in.flag("enabled").orElse(true), toxics);
    }

    private static String name(Input in, String where) {
        var name = in.text("name").orElse("");
        if (name.isEmpty()) {
            throw ApiError.missing("name" + where);
        }
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw ApiError.badBody("a name is up to " + LONGEST_NAME + " characters that can be shown" + where);
        }
        return name;
    }

    private static String upstream(Input in, String where) {
        return in.text("upstream").filter(u -> !u.isEmpty()).orElseThrow(() -> ApiError.missing("upstream" + where));
    }

    static Address address(String text) {
        try {
            return Address.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiError.badBody(String.valueOf(e.getMessage()));
        }
    }

    /// A list. What each must have is checked before any of it counts, the rest as one comes to it: so does Toxiproxy.
    static Stream<Asked> list(JsonNode tree) {
        if (!tree.isArray()) {
            throw ApiError.badBody("it is no list of proxies");
        }
        var names = new HashSet<String>();
        var all = new ArrayList<Input>();
        for (var each : tree) {
            var where = at(all.size());
            if (!each.isObject()) {
                throw ApiError.badBody("there is no object" + where);
            }
            var in = new Input(each);
            var name = name(in, where);
            upstream(in, where);
            if (!names.add(name)) {
                throw ApiError.badBody("duplicate proxy name \"" + name + "\"" + where);
            }
            all.add(in);
        }
        return IntStream.range(0, all.size()).mapToObj(i -> read(all.get(i), at(i)));
    }

    private static String at(int index) { return " at proxy " + (index + 1); }
}
