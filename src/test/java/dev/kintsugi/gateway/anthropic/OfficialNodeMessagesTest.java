package dev.kintsugi.gateway.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.wire.Disturbances;
import dev.kintsugi.gateway.openai.Gate;
import dev.kintsugi.gateway.openai.NodeClient;
import dev.kintsugi.gateway.openai.Quick;
import dev.kintsugi.lab.relay.RelaySettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Anthropic's official client for Node, as people use it: unchanged, with its own retries. Where Node, npm or the package
/// are missing the test says so.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OfficialNodeMessagesTest {
    @Test
    void itMeetsEveryModeAndEveryFaultOfTheWire() throws Exception {
        var client = NodeClient.installed("anthropic.mjs", "@anthropic-ai/sdk", "1.14.0");
        try (var gate = new Gate(RelaySettings.DEFAULTS)) {
            var wishes = new ArrayList<>(List.of("whole|plain|", "stream|streamed|", "events|heard|", "tools|tools|",
                    "count|count|", "whole|retried|service_unavailable(cure=attempts 1)"));
            Arrays.stream(FailureMode.values()).map(m -> "whole|m-" + m.wire() + "|" + Quick.fault(m))
                    .forEach(wishes::add);
            for (var fault : Disturbances.all()) {
                wishes.add((fault.fits(true) ? "stream" : "whole") + "|w-" + fault.name() + "|" + Quick.fault(fault));
            }
            wishes.add("events|cut-unseen|cut_stream");
            var seen = client.meet(gate.base().replace("/v1", ""), wishes);
            assertThat(seen).hasSize(wishes.size());
            var plain = seen.get("plain").path("text").asText();
            assertThat(plain).contains("INS-2024-9876");
            for (var session : List.of("streamed", "heard", "retried", "w-slow_tokens", "w-html_502")) {
                assertThat(seen.get(session).path("text").asText()).as(session).isEqualTo(plain);
            }
            assertThat(seen.get("tools").path("text").asText())
                    .isEqualTo("tool_use get_claim id|tool_use get_claim id");
            assertThat(seen.get("count").path("text").asText()).isEqualTo("model model");
            assertThat(gate.turns("retried").getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
            assertThat(seen.get("m-auth_error").path("error").asText()).isIn("AuthenticationError 401",
                    "PermissionDeniedError 403");
            assertThat(seen.get("m-token_limit").path("error").asText()).isEqualTo("BadRequestError 400");
            assertThat(seen.get("m-rate_limiting").path("error").asText()).isEmpty();
            assertThat(seen.get("w-error_in_stream").path("error").asText()).startsWith("APIError");
            assertThat(seen.get("w-cut_stream").path("error").asText()).isNotEmpty();
            assertThat(seen.get("cut-unseen").path("error").asText()).as("who reads events sees no end missing")
                    .isEmpty();
            for (var fault : Disturbances.all()) {
                assertThat(gate.turns("w-" + fault.name())).as(fault.name()).isNotEmpty();
            }
        }
    }
}
