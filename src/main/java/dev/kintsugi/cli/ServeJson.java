package dev.kintsugi.cli;

import dev.kintsugi.domain.Door;
import dev.kintsugi.network.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a served lab can be reached, as plain data for programs. Stateless.
final class ServeJson {
    private ServeJson() {}

    static Map<String, Object> of(Door.Opened opened, Door.@Nullable Opened network, List<Proxy> proxies) {
        var url = opened.address();
        var all = new LinkedHashMap<String, Object>();
        all.put("url", url);
        all.put("port", opened.port());
        all.put("rest_url", url + "/api/v1");
        all.put("openai_url", url + "/v1");
        all.put("anthropic_url", url);
        all.put("events_url", url + "/api/v1/events");
        all.put("metrics_url", url + "/metrics");
        all.put("docs_url", url + "/docs");
        all.put("verdicts_url", url + "/api/v1/verdicts");
        all.put("toxiproxy_url", network == null ? null : network.address());
        all.put("proxies", proxies.stream().map(ServeJson::of).toList());
        all.put("token", opened.token().isEmpty() ? null : opened.token());
        return all;
    }

    private static Map<String, Object> of(Proxy proxy) {
        var out = new LinkedHashMap<String, Object>();
        out.put("name", proxy.name());
        out.put("listen", proxy.listen().toString());
        out.put("upstream", proxy.upstream().toString());
        out.put("enabled", proxy.enabled());
        return out;
    }
}
