package dev.kintsugi.agent.tools;

import java.math.BigDecimal;

/// Something an agent did to the world. Immutable.
public sealed interface Deed {
    /// The number people refer to it by.
    String reference();

    /// A rental car was booked; `pickup` is the day as the customer named it.
    record Booking(String reference, String policy, String branch, String pickup, int days) implements Deed {}

    /// A person was asked to take over.
    record Ticket(String reference, String subject, String details, String about) implements Deed {}

    /// Money was paid, in dollars.
    record Payout(String reference, String claim, BigDecimal amount) implements Deed {}
}
