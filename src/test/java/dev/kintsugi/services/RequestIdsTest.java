package dev.kintsugi.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What has a request id is done once.
class RequestIdsTest extends ServicesCase {
    @Test
    void theSameRequestIdIsDoneOnceAndThenRefused() throws Exception {
        var calendar = at(ServiceName.CALENDAR);
        var event = "{\"summary\": \"Once\", \"start\": {\"dateTime\": \"2030-05-02T14:00:00Z\"}}";
        var first = calendar.post(EVENTS, event, "X-Request-ID", "r-1");
        var second = calendar.post(EVENTS, event, "X-Request-ID", "r-1");
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().path("error").path("message").asText()).contains("r-1").contains("not done again");
        assertThat(calendar.get(EVENTS).body().path("items")).hasSize(1);
        var fate = calendar.get("/requests/r-1");
        assertThat(fate.body().path("state").asText()).isEqualTo("done");
        assertThat(fate.body().path("answer")).isEqualTo(first.body());
        assertThat(calendar.get("/requests/other").status()).isEqualTo(404);
        assertThat(calendar.get("/health").body().path("duplicates").asInt()).isEqualTo(1);
    }

    @Test
    void aRefusedRequestDidNothingAndMayBeSentAgain() throws Exception {
        var calendar = at(ServiceName.CALENDAR);
        assertThat(calendar.post(EVENTS, "{}", "X-Request-ID", "r-2").status()).isEqualTo(400);
        assertThat(calendar.post(EVENTS, "{\"summary\": \"x\", \"start\": {\"dateTime\": \"2030-05-02T14:00:00Z\"}}",
                "X-Request-ID", "r-2").status()).isEqualTo(200);
    }

    @Test
    void ofManyWithOneIdAtTheSameTimeExactlyOneIsDone() throws Exception {
        var messages = at(ServiceName.MESSAGES);
        var before = messages.get(MESSAGES).body().path("messages").size();
        try (var crew = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 20).mapToObj(_ -> CompletableFuture.supplyAsync(() -> {
                try {
                    return messages.form(MESSAGES, "To=Bob&Body=x", "X-Request-ID", "same").status();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }, crew)).toList();
            assertThat(all.stream().map(CompletableFuture::join)).filteredOn(s -> s == 201).hasSize(1);
            assertThat(all.stream().map(CompletableFuture::join)).filteredOn(s -> s == 409).hasSize(19);
        }
        assertThat(messages.get(MESSAGES).body().path("messages")).hasSize(before + 1);
    }

    @Test
    void aBareValueIsRememberedUnderItsRequestId() throws Exception {
        var service = at(ServiceName.CALCULATOR);
        assertThat(service.get("/v4?expr=6*7", "X-Request-ID", "a").body().asText()).isEqualTo("42");
        assertThat(service.get("/v4?expr=6*7", "X-Request-ID", "a").status()).isEqualTo(409);
        assertThat(service.get("/requests/a").body().path("answer").asText()).isEqualTo("42");
    }

    @Test
    void aBadRequestIdIsRefused() throws Exception {
        assertThat(at(ServiceName.MESSAGES).form(MESSAGES, "To=Bob&Body=x", "X-Request-ID", "a b").status())
                .isEqualTo(400);
    }
}
