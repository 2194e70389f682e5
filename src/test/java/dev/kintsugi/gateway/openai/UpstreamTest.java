package dev.kintsugi.gateway.openai;

import static dev.kintsugi.gateway.openai.Gate.body;
import static dev.kintsugi.gateway.openai.Gate.events;
import static dev.kintsugi.gateway.openai.Gate.json;
import static dev.kintsugi.gateway.openai.Gate.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kintsugi.agent.forward.UpstreamChat;
import dev.kintsugi.agent.provider.ProviderSettings;
import dev.kintsugi.agent.provider.Secret;
import dev.kintsugi.lab.relay.RelaySettings;
import org.junit.jupiter.api.Test;

/// One gateway in front of another, as in front of a provider.
class UpstreamTest extends GateCase {
    @Test
    void anUpstreamIsAskedWithTheCallersOwnWords() throws Exception {
        try (var upstream = new UpstreamChat(ProviderSettings.at(gate.base(), Secret.NONE, "gpt-4o"));
                var front = new Gate(RelaySettings.DEFAULTS, upstream)) {
            var direct = json(gate.post(body(",\"n\":2")));
            var passed = json(front.post(body(",\"n\":2"), "X-Lab-Session", "front"));
            assertThat(passed.path("choices")).isEqualTo(direct.path("choices"));
            assertThat(front.turns("front").getFirst().delivered().value()).contains("INS-2024-9876");
            var events = events(front.post(body(",\"stream\":true"), "X-Lab-Session", "front").body());
            assertThat(events.getLast()).isEqualTo("[DONE]");
            assertThat(text(events)).contains("INS-2024-9876");
            var altered = front.post(body(",\"stream\":true,\"n\":1"), "X-Lab-Fault", "off_topic");
            assertThat(text(events(altered.body()))).isNotEmpty().isNotEqualTo(text(events));
            var refused = front.post(body(",\"user\":\"x\",\"n\":1"), "X-Lab-Fault", "incorrect_reasoning");
            assertThat(refused.statusCode()).isEqualTo(200);
            assertThat(json(front.get("/models")).path("data").path(0).path("id").asText())
                    .isEqualTo("scripted-large");
        }
    }

    @Test
    void anUpstreamThatIsNotThereIsSaidSo() throws Exception {
        try (var upstream = new UpstreamChat(ProviderSettings.at("http://127.0.0.1:1/v1", Secret.NONE, "m"));
                var front = new Gate(RelaySettings.DEFAULTS, upstream)) {
            var reply = front.post(body(""), "X-Lab-Session", "down");
            assertThat(reply.statusCode()).isEqualTo(502);
            assertThat(json(reply).path("error").path("message").asText()).contains("127.0.0.1:1");
        }
    }

    @Test
    void anErrorOfTheProviderKeepsItsFieldsAndWhatIsNoChatIsHandedOn() throws Exception {
        try (var upstream = new UpstreamChat(ProviderSettings.at(gate.base(), Secret.NONE, "gpt-4o"));
                var front = new Gate(RelaySettings.DEFAULTS, upstream)) {
            var refused = front.post(body(",\"top_k\":7,\"min_p\":\"x\""), "X-Lab-Session", "p");
            assertThat(refused.statusCode()).isEqualTo(200);
            gate.plan("auth_error(cure=persistent) always");
            var auth = front.post(body(""), "X-Lab-Session", "p");
            assertThat(auth.statusCode()).isEqualTo(401);
            assertThat(json(auth).at("/error/code").asText()).isEqualTo("invalid_api_key");
            gate.plan("rate_limiting(retry_after=7) always");
            var limited = front.post(body(",\"seed\":3"), "X-Lab-Session", "q");
            assertThat(limited.headers().firstValue("x-ratelimit-remaining-requests")).contains("0");
            var elsewhere = front.at(front.base() + "/moderations?a=b", "{}");
            assertThat(elsewhere.statusCode()).isEqualTo(404);
            assertThat(elsewhere.body()).contains("/v1/moderations", "nothing else");
            assertThat(front.at(front.base() + "/a/../b", "{}").statusCode()).isEqualTo(400);
        }
    }
}
