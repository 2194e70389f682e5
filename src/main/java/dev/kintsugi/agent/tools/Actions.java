package dev.kintsugi.agent.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.pack.Item;
import dev.kintsugi.agent.tools.PackTool.Decided;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the five tools do, over the records of a pack. Immutable.
record Actions(Registry registry) {
    Decided look(Arguments by) throws Refusal { return Decided.looked(registry.find(by).json()); }

    Decided lookForClaim(Arguments by) throws Refusal {
        var found = registry.find(by);
        if (found.claim().isEmpty()) {
            throw Refusal.notFound("there is no claim under policy "
                    + found.policy().map(Item::id).orElse(by.text("policy_number")));
        }
        return Decided.looked(found.json());
    }

    Decided rent(Arguments arguments, String number) throws Refusal {
        var policy = registry.find(arguments).policy().orElseThrow(() -> Refusal.notFound("the claim has no policy"));
        if (!policy.get("rental").equals("covered")) {
            throw Refusal.notAllowed("policy " + policy.id() + " has no rental cover");
        }
        var branch = branch(arguments.required("branch"));
        var pickup = arguments.required("pickup_day");
        var days = arguments.whole("days", 1, Integer.parseInt(policy.get("rental_max_days")));
        var booking = new Deed.Booking("RB-" + number, policy.id(), branch.id(), pickup, days);
        return new Decided(json(booking, branch, policy), Optional.of(booking));
    }

    private Item branch(String name) throws Refusal {
        return registry.item("branch", name).orElseThrow(() -> Refusal.notFound("there is no branch in " + name
                + "; there are " + registry.pack().items("branch").stream().map(Item::id)
                        .collect(Collectors.joining(", "))));
    }

    private static ObjectNode json(Deed.Booking booking, Item branch, Item policy) {
        var answer = JsonNodeFactory.instance.objectNode();
        var rate = Money.parse(policy.get("rental_rate"));
        answer.putObject("booking").put("reference", booking.reference()).put("policy", booking.policy())
                .put("branch", branch.id()).put("address", branch.get("address")).put("pickup", booking.pickup())
                .put("days", String.valueOf(booking.days())).put("rate", Money.words(rate))
                .put("total", Money.words(rate.multiply(BigDecimal.valueOf(booking.days()))));
        return answer;
    }

    Decided ticket(Arguments arguments, String number) throws Refusal {
        var about = Registry.KEYS.stream().map(arguments::text).filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        var ticket = new Deed.Ticket("T-" + number, arguments.required("subject"), arguments.text("details"), about);
        var answer = JsonNodeFactory.instance.objectNode();
        var node = answer.putObject("ticket").put("reference", ticket.reference()).put("subject", ticket.subject());
        registry.item("desk", "handover").ifPresent(desk -> desk.fields().forEach(node::put));
        return new Decided(answer, Optional.of(ticket));
    }

    Decided pay(Arguments arguments, String number, List<Deed> before) throws Refusal {
        var claim = registry.find(arguments).claim().orElseThrow(() -> Refusal.notFound("there is no such claim"));
        var amount = arguments.money("amount");
        if (!claim.get("status").equals("approved")) {
            throw Refusal.notAllowed("claim " + claim.id() + " is " + claim.get("status") + ", not approved");
        }
        var left = Money.parse(claim.get("payable")).subtract(paid(claim, before));
        if (amount.compareTo(left) > 0) {
            var rest = "claim " + claim.id() + " has " + Money.words(left) + " left to pay";
            throw left.signum() > 0 ? Refusal.tooMuch(rest) : Refusal.notAllowed(rest);
        }
        var payout = new Deed.Payout("PAY-" + number, claim.id(), amount);
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("payout").put("reference", payout.reference()).put("claim", claim.id())
                .put("amount", Money.words(amount)).put("account", claim.get("account"));
        return new Decided(answer, Optional.of(payout));
    }

    private static BigDecimal paid(Item claim, List<Deed> before) {
        return before.stream().filter(Deed.Payout.class::isInstance).map(Deed.Payout.class::cast)
                .filter(payout -> payout.claim().equals(claim.id())).map(Deed.Payout::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
