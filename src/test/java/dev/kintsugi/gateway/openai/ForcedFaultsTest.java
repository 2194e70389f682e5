package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static dev.kintsugi.gateway.openai.Gate.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.domain.truth.Decision;
import dev.kintsugi.domain.truth.FailureMode;
import dev.kintsugi.lab.relay.RelaySettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Failures that a header or a plan asks for.
class ForcedFaultsTest extends GateCase {
    @Test
    void everyModeCanBeForcedAndIsWrittenDownWithItsNaturalAnswer() throws Exception {
        for (var mode : FailureMode.values()) {
            gate.raw(body(",\"user\":\"" + mode.wire() + "\""), "X-Lab-Fault", mode.wire(), "X-Lab-Session",
                    "s-" + mode.wire());
            var turn = gate.turns("s-" + mode.wire()).getFirst();
            assertThat(turn.injections()).as(mode.wire()).hasSize(1);
            assertThat(turn.injections().getFirst().mode()).isEqualTo(mode);
            assertThat(turn.natural().value()).as(mode.wire()).contains("INS-2024-9876");
            assertThat(turn.observed()).isNotEqualTo(turn.natural());
        }
    }

    @Test
    void errorsLookAsTheOriginalsDo() throws Exception {
        var limited = gate.post(body(""), "X-Lab-Fault", "rate_limiting(retry_after=3)");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(json(limited).path("error").path("code").asText()).isEqualTo("rate_limit_exceeded");
        assertThat(limited.headers().firstValue("retry-after")).hasValue("3");
        assertThat(limited.headers().firstValue("retry-after-ms")).hasValue("3000");
        var denied = gate.post(body(",\"n\":2"), "X-Lab-Fault", "auth_error");
        assertThat(denied.statusCode()).isEqualTo(401);
        assertThat(json(denied).path("error").path("code").asText()).isEqualTo("invalid_api_key");
        assertThat(gate.post(body(",\"n\":3"), "X-Lab-Fault", "service_unavailable").statusCode()).isEqualTo(503);
        var long_ = gate.post(body(",\"n\":4"), "X-Lab-Fault", "token_limit");
        assertThat(long_.statusCode()).isEqualTo(400);
        assertThat(json(long_).path("error").path("param").asText()).isEqualTo("messages");
        assertThat(gate.raw(body(",\"n\":5"), "X-Lab-Fault", "api_timeout")).isEmpty();
    }

    @Test
    void noHeaderRevealsAnInjection() throws Exception {
        var natural = gate.post(body("")).headers().map().keySet();
        var altered = gate.post(body(",\"n\":2"), "X-Lab-Fault", "hallucination").headers().map().keySet();
        assertThat(altered).isEqualTo(natural);
    }

    @Test
    void aScheduleIsFollowedInEachSessionForItself() throws Exception {
        gate.plan("service_unavailable(cure=persistent) first 2", "html_502 every 3");
        for (var arm : List.of("a", "b")) {
            var statuses = new ArrayList<Integer>();
            for (var i = 0; i < 6; i++) {
                statuses.add(gate.at("http://127.0.0.1:" + gate.server.port() + "/s/" + arm + "/v1/chat/completions",
                        body(",\"seed\":" + i)).statusCode());
            }
            assertThat(statuses).as(arm).containsExactly(503, 503, 502, 200, 200, 502);
            assertThat(gate.turns(arm).getFirst().decision()).extracting(Decision::reason)
                    .isEqualTo(Decision.Reason.SCHEDULED);
        }
    }

    @Test
    void unknownFaultsAndForbiddenOnesAreRefusedWithAReason() throws Exception {
        var unknown = gate.post(body(""), "X-Lab-Fault", "cut_steam");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(json(unknown).path("error").path("message").asText()).contains("cut_stream", "hallucination");
        assertThat(gate.post(body(""), "X-Lab-Fault", "cut_stream").body()).contains("stream");
        assertThat(gate.post(body(""), "X-Lab-Session", "../x").statusCode()).isEqualTo(400);
        gate.relay.change(RelaySettings.DEFAULTS.withAllowForced(false));
        assertThat(gate.post(body(""), "X-Lab-Fault", "hallucination").statusCode()).isEqualTo(400);
    }
}
