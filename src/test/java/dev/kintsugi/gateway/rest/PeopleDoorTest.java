package dev.kintsugi.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kintsugi.gateway.Served;
import dev.kintsugi.gateway.guard.GuardSettings;
import dev.kintsugi.lab.LabSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// People who sit at the desk over the network.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PeopleDoorTest {
    private final Served served = new Served(GuardSettings.LOOPBACK, LabSettings.defaults().withPolicy("supervised"));

    @AfterEach
    void close() { served.close(); }

    private CompletableFuture<Served.Answer> chat(String message, String more) {
        return CompletableFuture.supplyAsync(() -> served.post("/api/v1/chat",
                "{\"session_id\":\"s\",\"message\":\"" + message + "\",\"recovery_policy\":\"supervised\"" + more
                        + "}"));
    }

    private void attend(int seconds) {
        assertThat(served.post("/api/v1/people/attendance", "{\"by\":\"Dana\",\"seconds\":" + seconds + "}").status())
                .isEqualTo(200);
    }

    private Served.Answer waiting() {
        await().until(() -> served.get("/api/v1/people").body().at("/cases").size() == 1);
        return served.get("/api/v1/people");
    }

    private Served.Answer decide(Served.Answer waiting, String fields) {
        return served.post("/api/v1/people/cases/" + waiting.text("/cases/0/case"), "{\"by\":\"Dana\"," + fields + "}");
    }

    @Test
    void aPaymentWaitsForTheYesOfAProgram() {
        attend(60);
        chat("Where is my money? INS-2024-4410", "").join();
        var turn = chat("Yes, please.", "");
        var asked = waiting();
        assertThat(asked.text("/cases/0/kind")).isEqualTo("approval");
        assertThat(asked.text("/cases/0/tool")).isEqualTo("pay_out");
        assertThat(asked.text("/cases/0/risk")).isEqualTo("risky");
        assertThat(asked.text("/cases/0/arguments/claim_number")).isEqualTo("INS-2024-4410");
        assertThat(decide(asked, "\"does\":\"answer\",\"text\":\"no\"").status()).isEqualTo(409);
        assertThat(decide(asked, "\"does\":\"dance\"").text("/error/param")).isEqualTo("does");
        assertThat(decide(asked, "\"does\":\"edit\"").text("/error/param")).isEqualTo("arguments");
        assertThat(asked.body().at("/cases/0/editable").asBoolean()).isTrue();
        var edited = decide(asked, "\"does\":\"edit\",\"arguments\":{\"claim_number\":\"INS-2024-4410\"}");
        assertThat(edited.status()).isEqualTo(400);
        assertThat(edited.text("/error/param")).isEqualTo("arguments");
        assertThat(edited.text("/error/message")).contains("'amount' is missing");
        assertThat(decide(asked, "\"does\":\"approve\"").status()).isEqualTo(200);
        assertThat(turn.join().text("/response")).contains("PAY-");
        assertThat(decide(asked, "\"does\":\"approve\"").text("/error/code")).isEqualTo("unknown_case");
        var counts = served.get("/api/v1/people").body().at("/counts");
        assertThat(counts.at("/approvals_approved").asInt()).isEqualTo(1);
        assertThat(counts.at("/decisions").asInt()).isEqualTo(1);
    }

    @Test
    void aHandoffIsTakenAndHandedBackWithAnotherCredential() {
        attend(60);
        var turn = chat("What is the status of claim INS-2024-9876?", ",\"failure_mode\":\"auth_error\"");
        var asked = waiting();
        assertThat(asked.text("/cases/0/kind")).isEqualTo("handoff");
        assertThat(asked.text("/cases/0/request")).contains("INS-2024-9876");
        assertThat(asked.body().at("/cases/0/taken_by").isNull()).isTrue();
        assertThat(decide(asked, "\"does\":\"take\"").status()).isEqualTo(200);
        assertThat(served.get("/api/v1/people").text("/cases/0/taken_by")).isEqualTo("Dana");
        assertThat(decide(asked, "\"does\":\"credential\"").status()).isEqualTo(200);
        assertThat(turn.join().text("/response")).contains("INS-2024-9876");
        var counts = served.get("/api/v1/people").body().at("/counts");
        assertThat(counts.at("/handoffs_needed").asInt()).isEqualTo(1);
        assertThat(counts.at("/handoffs_answered").asInt()).isEqualTo(1);
    }

    @Test
    void whoLeavesIsNotWaitedFor() {
        attend(600);
        chat("Where is my money? INS-2024-4410", "").join();
        var turn = chat("Yes, please.", "");
        waiting();
        attend(0);
        assertThat(turn.join().text("/response")).doesNotContain("PAY-");
        assertThat(served.get("/api/v1/people").body().at("/attended").asBoolean()).isFalse();
    }

    @Test
    void aLeaseThatIsNotRenewedEnds() {
        attend(1);
        assertThat(served.lab.desk().attended()).isTrue();
        attend(2);
        assertThat(served.lab.desk().attended()).isTrue();
        await().until(() -> !served.lab.desk().attended());
    }

    @Test
    void aSessionIsRecovered() {
        chat("What is the status of claim INS-2024-9876?", "").join();
        var report = served.post("/api/v1/sessions/s/recover", null);
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.body().at("/whole").asBoolean()).as(report.whole().body()).isTrue();
        assertThat(report.body().at("/findings").findValuesAsText("part")).containsExactly("log", "context", "history",
                "memory", "agent", "model", "effects", "workflow", "people", "voice", "streams", "validation");
        assertThat(served.post("/api/v1/sessions/nobody/recover", null).status()).isEqualTo(404);
    }

    @Test
    void aSessionAtWorkIsNotRecoveredAndGoesOn() {
        attend(60);
        chat("Where is my money? INS-2024-4410", "").join();
        var turn = chat("Yes, please.", "");
        var asked = waiting();
        assertThat(served.post("/api/v1/sessions/s/recover", null).text("/error/code")).isEqualTo("session_busy");
        decide(asked, "\"does\":\"approve\"");
        assertThat(turn.join().text("/response")).contains("PAY-");
    }
}
