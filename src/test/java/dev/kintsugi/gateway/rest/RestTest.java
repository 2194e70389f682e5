package dev.kintsugi.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

/// Turns and sessions by REST, in the seed's shapes.
class RestTest extends RestCase {
    @Test
    void anUntouchedTurnHasTheSeedsFields() {
        var answer = chat("plain",
                ",\"context\":{\"user_id\":\"12345\"},\"max_tokens\":500,\"model\":\"gpt-3.5-turbo\"");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().fieldNames()).toIterable().containsExactly("session_id", "response", "status",
                "natural_status", "failure_mode", "failure_injection_applied", "natural_response", "processing_time_ms",
                "token_count", "model_used", "metadata");
        assertThat(answer.text("/status")).isEqualTo("success");
        assertThat(answer.body().at("/failure_mode").isNull()).isTrue();
        assertThat(answer.body().at("/natural_response").isNull()).isTrue();
        assertThat(answer.body().at("/metadata/conversation_length").asInt()).isEqualTo(2);
        assertThat(answer.text("/response")).contains("INS-2024-9876");
    }

    @Test
    void aConversationThatRecoveryCutIsNotCalledPreserved() {
        served.send("PUT", "/api/v1/faults",
                "{\"modes\":{\"token_limit\":{\"parameters\":{\"token_threshold\":20}}}}");
        for (var turn = 0; turn < 3; turn++) {
            assertThat(chat("cut", "").body().at("/metadata/context_preserved").asBoolean()).isTrue();
        }
        var cut = chat("cut", ",\"failure_mode\":\"token_limit\",\"recovery_policy\":\"standard\"");
        assertThat(cut.body().at("/metadata/context_preserved").asBoolean()).as(cut.body().toString()).isFalse();
    }

    @Test
    void theBareAddressLeadsToThePage() {
        var answer = served.get("/");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.whole().headers().firstValue("location")).contains("/docs");
    }

    @Test
    void historyIsPagedAndTellsTheState() {
        for (int i = 0; i < 3; i++) {
            chat("paged", ",\"context\":{\"tier\":\"gold\"}");
        }
        var page = served.get("/api/v1/sessions/paged/history?limit=2&offset=1");

        assertThat(page.body().at("/interactions").size()).isEqualTo(2);
        assertThat(page.text("/interactions/0/turn")).isEqualTo("2");
        assertThat(page.text("/interactions/0/request/message")).contains("INS-2024-9876");
        assertThat(page.text("/interactions/0/request/context/tier")).isEqualTo("gold");
        assertThat(page.text("/pagination/total")).isEqualTo("3");
        assertThat(page.body().at("/pagination/next_offset").isNull()).isTrue();
        assertThat(page.body().at("/current_state/conversation_history").size()).isEqualTo(6);
        assertThat(page.text("/current_state/context/tier")).isEqualTo("gold");
    }

    @Test
    void aSessionThatNobodyBeganHasNothingToForget() {
        for (int time = 0; time < 2; time++) {
            var answer = served.post("/api/v1/chat/reset/nobody", null);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text("/message")).isEqualTo("Session nobody reset successfully");
        }
        assertThat(served.get("/api/v1/sessions/nobody/history").status()).as("none was begun").isEqualTo(404);
    }

    @Test
    void aResetForgetsTheConversationAndKeepsTheInteractions() {
        chat("forgetful", ",\"context\":{\"tier\":\"gold\"},\"failure_mode\":\"service_unavailable\","
                + "\"recovery_policy\":\"standard\"");
        var before = served.get("/api/v1/sessions/forgetful/history").body().at("/current_state");
        assertThat(before.at("/recovery_count").asInt()).isEqualTo(1);
        assertThat(before.at("/context/tier").asText()).isEqualTo("gold");
        assertThat(served.post("/api/v1/chat/reset/forgetful", null).text("/message"))
                .isEqualTo("Session forgetful reset successfully");
        var history = served.get("/api/v1/sessions/forgetful/history");
        assertThat(history.body().at("/interactions").size()).isEqualTo(1);
        assertThat(history.body().at("/current_state")).hasToString("{\"conversation_history\":[],\"context\":{},"
                + "\"failure_count\":0,\"recovery_count\":0}");
    }

    @Test
    void requestIdsAreEchoedOrMade() {
        var request = HttpRequest
                .newBuilder(URI.create(served.gateway.address() + "/health"));
        assertThat(served.send(request.copy().header("x-request-id", "mine-1").build()).whole().headers()
                .firstValue("x-request-id")).contains("mine-1");
        assertThat(served.send(request.copy().header("x-request-id", "two words").build()).whole().headers()
                .firstValue("x-request-id")).isPresent().get().isNotEqualTo("two words");
    }
}
