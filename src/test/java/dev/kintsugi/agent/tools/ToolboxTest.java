package dev.kintsugi.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kintsugi.agent.pack.Packs;
import dev.kintsugi.domain.SessionId;
import dev.kintsugi.domain.TurnId;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.model.CallKey;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolCall;
import dev.kintsugi.domain.model.ToolRequest;
import dev.kintsugi.domain.model.ToolResult;
import dev.kintsugi.domain.time.Deadline;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolboxTest {
    private static final SessionId SESSION = new SessionId("s");
    private static final String RENTAL = """
            {"policy_number": "POL-887-DEMO-123", "branch": "Springfield", "pickup_day": "tomorrow", "days": 10}""";

    private final ServiceDesk desk = new ServiceDesk();

    private Tool tool(String name) {
        return Toolbox.of(Packs.named("insurance"), desk, new Draws(1)).stream()
                .filter(t -> t.spec().name().equals(name))
                .findFirst().orElseThrow();
    }

    private static ToolRequest request(String name, String arguments, String key) {
        return new ToolRequest(new ToolCall("c", name, arguments), key, new CallKey(new TurnId(SESSION, 1), 1, 1, 1),
                Deadline.NONE);
    }

    private ToolResult call(String name, String arguments, String key) {
        return tool(name).call(request(name, arguments, key));
    }

    @Test
    void aClaimIsFoundByItsNumberItsPolicyAndItsCustomer() {
        assertThat(call("lookup_claim", "{\"claim_number\": \"ins-2024-9876\"}", "k").content()).contains("Bixby");
        assertThat(call("lookup_claim", "{\"policy_number\": \"POL-887-DEMO-123\"}", "k").content())
                .contains("INS-2024-9876");
        assertThat(call("lookup_claim", "{\"customer_name\": \"bixby mctesterson\"}", "k").content())
                .contains("INS-2024-9876");
    }

    @Test
    void theSameActIsDoneOnceAndAnsweredTheSame() {
        var first = call("book_rental", RENTAL, "key");
        var again = call("book_rental", RENTAL, "key");
        var other = call("book_rental", RENTAL, "other");

        assertThat(again).isEqualTo(first);
        assertThat(other.content()).isNotEqualTo(first.content());
        assertThat(desk.bookings(SESSION)).hasSize(2);
    }

    @Test
    void manyThreadsDoTheSameActOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                threads.submit(() -> call("book_rental", RENTAL, "key"));
            }
        }

        assertThat(desk.bookings(SESSION)).hasSize(1);
    }

    @Test
    void aPreviewAnswersAlikeAndDoesNothing() {
        var previewed = tool("book_rental").preview(request("book_rental", RENTAL, "key"));

        assertThat(desk.deeds(SESSION)).isEmpty();
        assertThat(call("book_rental", RENTAL, "key")).isEqualTo(previewed);
    }

    @Test
    void nothingIsPaidForAClaimThatIsNotApproved() {
        var result = call("pay_out", "{\"claim_number\": \"INS-2024-9876\", \"amount\": 10}", "k");

        assertThat(result.ok()).isFalse();
        assertThat(result.content()).contains("not_allowed").contains("in review");
        assertThat(desk.payouts(SESSION)).isEmpty();
    }

    @Test
    void aClaimIsNotPaidTwice() {
        var pay = "{\"claim_number\": \"INS-2024-4410\", \"amount\": 1850}";

        assertThat(call("pay_out", pay, "a").ok()).isTrue();
        assertThat(call("pay_out", pay, "b").content()).contains("$0 left");
        assertThat(desk.payouts(SESSION)).hasSize(1);
    }

    @Test
    void moreThanIsLeftIsNotTakenForAClaimThatIsPaid() {
        var result = call("pay_out", "{\"claim_number\": \"INS-2024-4410\", \"amount\": 99999}", "k");

        assertThat(result.content()).contains("too_much").contains("$1,850 left");
        assertThat(desk.payouts(SESSION)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "7", "{\"days\": 3}", "{\"foo\": 1}",
            "{\"policy_number\": \"POL-887-DEMO-123\", \"branch\": \"Springfield\", \"pickup_day\": \"today\", \"days\": 400}",
            "{\"policy_number\": \"POL-887-DEMO-123\", \"branch\": \"Springfield\", \"pickup_day\": \"today\", \"days\": \"x\"}",
            "{\"policy_number\": \"POL-887-DEMO-123\", \"branch\": \"Atlantis\", \"pickup_day\": \"today\", \"days\": 4}",
            "{\"policy_number\": [1], \"branch\": {}, \"pickup_day\": null, \"days\": 1e999}"})
    void badArgumentsAreAnsweredWithAnErrorThatHelps(String arguments) throws Exception {
        var result = call("book_rental", arguments, "k");

        assertThat(result.ok()).isFalse();
        assertThat(new ObjectMapper().readTree(result.content()).path("error").path("message").asText()).isNotBlank();
        assertThat(desk.deeds(SESSION)).isEmpty();
    }

    @Test
    void everySchemaIsJson() throws Exception {
        for (var tool : Toolbox.of(Packs.named("insurance"), desk, new Draws(1))) {
            assertThat(new ObjectMapper().readTree(tool.spec().parameters()).path("type").asText()).isEqualTo("object");
        }
    }
}
