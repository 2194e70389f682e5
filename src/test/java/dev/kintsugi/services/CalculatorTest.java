package dev.kintsugi.services;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the calculator works out, and what it refuses to.
class CalculatorTest extends ServicesCase {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"15 * 23 + 47|392", "0.1 + 0.2|0.3", "1 / 3 * 3|1", "-2^2|-4", "2 ^ 3 ^ 2|512",
            "(1 + 2) × 3 ÷ 9|1", "7 % 3|1", "-7 % 3|2", "sqrt(2.25)|1.5", "max(1, 2.5, 2) - min(4, 3)|-0.5",
            "1/8|0.125",
            "10/3|3.333333333333333333333333333333333", "2 ** 100|1267650600228229401496703205376", "0 * 5|0",
            "abs(-3.50)|3.5", "2^-2|0.25", "10^40|1E+40", "5 % -3|-1", "sqrt(2)^2|2",
            "pi|3.141592653589793238462643383279503"})
    void theCalculatorKnows34Digits(String expression, String value) throws Exception {
        var answer = at(ServiceName.CALCULATOR).post("/v4", "{\"expr\": \"" + expression + "\"}");
        assertThat(answer.body().path("result").asText()).isEqualTo(value);
        assertThat(answer.body().path("error").isNull()).isTrue();
    }

    @Test
    void whatCurlCallsAFormIsReadAsTheJsonThatItIs() throws Exception {
        assertThat(at(ServiceName.CALCULATOR).form("/v4", "{\"expr\": \"6 * 7\"}").body().path("result").asText())
                .isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 / 0", "2 +", "1..2", "x + 1", "9^9^9", "sqrt(-1)", "2 ^ 0.5", "java.lang.Runtime", "1;2",
            "(1", "min()", "2 3", "1 % 0", "10^999 * 10^999", "0^-1"})
    void theCalculatorRefusesWhatHasNoValue(String expression) throws Exception {
        var answer = at(ServiceName.CALCULATOR).post("/v4", "{\"expr\": \"" + expression + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asText()).contains("Error: ");
        assertThat(answer.body().path("result").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/v4?expr=15*23%2B47|200|392", "/v4/?expr=2*(7-3)|200|8",
            "/v4?expr=1/0|400|Error: ",
            "/v4?expr=2%2B|400|SyntaxError: ", "/v4|400|Error: Required query parameter \"expr\" missing in url."})
    void theCalculatorTellsTheBareValueToWhoeverAsksByAddress(String target, int status, String told) throws Exception {
        var answer = at(ServiceName.CALCULATOR).get(target);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().isTextual()).as("plain text: %s", answer.body()).isTrue();
        assertThat(answer.body().asText()).startsWith(told);
    }

    @Test
    void deepAndLongExpressionsAreRefused() throws Exception {
        for (var hostile : new String[]{"(".repeat(400), "-".repeat(400) + "1", "1+".repeat(300) + "1",
                "9".repeat(101)}) {
            assertThat(at(ServiceName.CALCULATOR).post("/v4", "{\"expr\": \"" + hostile + "\"}").status())
                    .isEqualTo(400);
        }
    }
}
