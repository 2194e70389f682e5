package dev.kintsugi.agent.tools;

import dev.kintsugi.agent.pack.Pack;
import dev.kintsugi.domain.Problem;
import dev.kintsugi.domain.chance.Draws;
import dev.kintsugi.domain.model.Effect;
import dev.kintsugi.domain.model.Tool;
import dev.kintsugi.domain.model.ToolSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The tools there are: `lookup_claim` and `lookup_policy` look, `book_rental` and `open_ticket` change something,
/// `pay_out` pays money; those of [Outside] ask services. Stateless; the tools are safe for many threads.
public final class Toolbox {
    private static final String PERSON = """
            "claim_number": {"type": "string", "description": "e.g. INS-2024-1234"},
            "policy_number": {"type": "string", "description": "e.g. POL-123-DEMO-456"},
            "customer_name": {"type": "string", "description": "first and last name"}""";

    private Toolbox() {}

    /// The tools that a pack names, over its records, acting on a desk. Throws a [Problem] for a name that is no tool.
    ///
    /// @param draws where their simulated latency comes from
    public static List<Tool> of(Pack pack, ServiceDesk desk, Draws draws) {
        return of(pack, desk, draws, Outside.NONE);
    }

    /// The same, with those over services as far as these are there.
    public static List<Tool> of(Pack pack, ServiceDesk desk, Draws draws, Outside outside) {
        var actions = new Actions(new Registry(pack));
        return pack.tools().stream().flatMap(name -> Outside.NAMES.contains(name)
                ? outside.tool(name).stream()
                : Stream.of(tool(name, actions, desk, draws))).toList();
    }

    private static PackTool tool(String name, Actions actions, ServiceDesk desk, Draws draws) {
        return switch (name) {
            case "lookup_claim" -> new PackTool(new ToolSpec(name, """
                    Looks up a claim with its policy and customer, by claim number, policy number or name.""",
                    schema(PERSON, ""), Effect.READ), Set.copyOf(Registry.KEYS), (by, _, _) -> actions.lookForClaim(by),
                    desk, draws);
            case "lookup_policy" -> new PackTool(new ToolSpec(name, """
                    Looks up a policy with its cover and customer, by policy number, claim number or name.""",
                    schema(PERSON, ""), Effect.READ), Set.copyOf(Registry.KEYS), (by, _, _) -> actions.look(by), desk,
                    draws);
            case "book_rental" -> new PackTool(new ToolSpec(name, """
                    Books a rental car under a policy that covers one.""", schema("""
                    "policy_number": {"type": "string"},
                    "branch": {"type": "string", "description": "city of the rental branch"},
                    "pickup_day": {"type": "string", "description": "the day, as the customer named it"},
                    "days": {"type": "integer", "minimum": 1}""", "policy_number,branch,pickup_day,days"),
                    Effect.EFFECT), Set.of("policy_number", "branch", "pickup_day", "days"),
                    (by, number, _) -> actions.rent(by, number), desk, draws);
            case "open_ticket" -> new PackTool(new ToolSpec(name, """
                    Opens a ticket so that a person takes over.""", schema("""
                    "subject": {"type": "string"},
                    "details": {"type": "string"},
                    """ + PERSON, "subject"), Effect.EFFECT),
                    Set.of("subject", "details", "claim_number", "policy_number", "customer_name"),
                    (by, number, _) -> actions.ticket(by, number), desk, draws);
            case "pay_out" -> new PackTool(new ToolSpec(name, """
                    Pays money for an approved claim to the customer's account. Cannot be taken back.""", schema("""
                    "claim_number": {"type": "string"},
                    "amount": {"type": "number", "exclusiveMinimum": 0, "description": "dollars"}""",
                    "claim_number,amount"), Effect.RISKY), Set.of("claim_number", "amount"), actions::pay, desk, draws);
            default -> throw new Problem("There is no tool '" + name + "'", "the knowledge pack names it",
                    "Use lookup_claim, lookup_policy, book_rental, open_ticket, pay_out, or one of those over services: "
                            + String.join(", ", Outside.NAMES.stream().sorted().toList()));
        };
    }

    private static String schema(String properties, String required) {
        var names = required.isEmpty() ? "" : "\"" + required.replace(",", "\", \"") + "\"";
        return "{\"type\": \"object\", \"properties\": {" + properties.strip() + "}, \"required\": [" + names
                + "], \"additionalProperties\": false}";
    }
}
