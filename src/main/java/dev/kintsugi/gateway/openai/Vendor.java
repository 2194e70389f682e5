package dev.kintsugi.gateway.openai;

import dev.kintsugi.domain.error.WireError;
import dev.kintsugi.domain.model.Api;
import dev.kintsugi.gateway.http.Exchange;
import java.util.Map;

/// A provider whose APIs are spoken here: what they have in common, which are the headers of their answers and how errors
/// are worded. Safe for many threads.
public interface Vendor {
    /// The header by which an answer tells the id of its request.
    String requestHeader();

    /// The headers of an answer that no provider gave.
    ///
    /// @param given what the answer has of its own; goes before ours
    Map<String, String> headers(String request, long tookMs, Map<String, String> given);

    /// An error of whoever answers, or of a fault.
    ///
    /// @param status  in the words of HTTP; this provider may use another for it
    /// @param headers of its answer, its request's id among them
    WireError.Told error(int status, WireError wire, Api api, Map<String, String> headers);

    /// What is refused here.
    ///
    /// @param request its id
    WireError.Told refusal(RefusedCall refused, String request);

    /// Where there is nothing: says what there is.
    RefusedCall unknown(Exchange exchange);

    /// Answers a request that no model answers.
    default void reply(Exchange exchange, int status, String type, byte[] body) {
        exchange.reply(status, headers(request(exchange), 1, Map.of("content-type", type)), body);
    }

    /// Like [#reply].
    default void refuse(Exchange exchange, RefusedCall refused) {
        var told = refusal(refused, request(exchange));
        exchange.reply(told.status(), headers(request(exchange), 1, told.headers()), told.body());
    }

    /// The id of a request.
    static String request(Exchange exchange) { return "req_" + exchange.id().replace("-", ""); }
}
