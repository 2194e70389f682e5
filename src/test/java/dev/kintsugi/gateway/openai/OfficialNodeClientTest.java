package dev.kintsugi.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.event.Outcome;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.fault.wire.Disturbances;
import dev.kintsugi.lab.relay.RelaySettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The official client for Node, as people use it: unchanged, with its own retries. Where Node, npm or the package are
/// missing the test says so.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OfficialNodeClientTest {
    @Test
    void itMeetsEveryModeAndEveryFaultOfTheWire() throws Exception {
        var client = NodeClient.installed("client.mjs", "openai", "6.49.0");
        try (var gate = new Gate(RelaySettings.DEFAULTS)) {
            var wishes = new ArrayList<>(List.of("whole|plain|", "stream|streamed|", "tools|tools|", "json|json|",
                    "whole|retried|service_unavailable(cure=attempts 1)"));
            Arrays.stream(FailureMode.values()).map(m -> "whole|m-" + m.wire() + "|" + Quick.fault(m))
                    .forEach(wishes::add);
            for (var fault : Disturbances.all()) {
                wishes.add((fault.fits(true) ? "stream" : "whole") + "|w-" + fault.name() + "|" + Quick.fault(fault));
            }
            wishes.addAll(List.of("response|response|", "response-stream|response-streamed|",
                    "response-tools|response-tools|", "response-stream|response-error|error_in_stream",
                    "response-stream|response-cut|cut_stream",
                    "response|response-retried|service_unavailable(cure=attempts 1)"));
            var seen = client.meet(gate.base(), wishes);
            assertThat(seen).hasSize(wishes.size());
            assertThat(seen.get("plain").path("text").asText()).contains("INS-2024-9876")
                    .isEqualTo(seen.get("streamed").path("text").asText());
            assertThat(seen.get("tools").path("text").asText())
                    .isEqualTo("tool_calls get_claim id|tool_calls get_claim id");
            assertThat(seen.get("json").path("text").asText()).contains("INS-2024-9876");
            assertThat(seen.get("retried").path("text").asText()).contains("INS-2024-9876");
            assertThat(gate.turns("retried").getFirst().outcome()).isEqualTo(Outcome.RECOVERED);
            assertThat(seen.get("m-auth_error").path("error").asText()).isEqualTo("AuthenticationError 401");
            assertThat(seen.get("m-token_limit").path("error").asText()).isEqualTo("BadRequestError 400");
            assertThat(seen.get("m-rate_limiting").path("error").asText()).isEmpty();
            assertThat(seen.get("w-html_502").path("error").asText()).isEmpty();
            assertThat(seen.get("w-error_in_stream").path("error").asText()).startsWith("APIError");
            for (var session : List.of("response", "response-streamed", "response-retried")) {
                assertThat(seen.get(session).path("text").asText()).as(session)
                        .isEqualTo(seen.get("plain").path("text").asText());
            }
            assertThat(seen.get("response-tools").path("text").asText())
                    .isEqualTo("function_call get_claim id|function_call get_claim id");
            assertThat(seen.get("response-error").path("error").asText()).startsWith("APIError");
            assertThat(seen.get("response-cut").path("text").asText()).as("it takes what came for the whole")
                    .isNotEqualTo(seen.get("plain").path("text").asText());
            for (var fault : Disturbances.all()) {
                assertThat(gate.turns("w-" + fault.name())).as(fault.name()).isNotEmpty();
            }
        }
    }
}
