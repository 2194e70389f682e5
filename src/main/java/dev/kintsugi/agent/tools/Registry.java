package dev.kintsugi.agent.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kintsugi.agent.pack.Item;
import dev.kintsugi.agent.pack.Pack;
import java.util.List;
import java.util.Optional;

/// Finds the records that belong together: a claim, its policy and its customer. Immutable.
record Registry(Pack pack) {
    private static final String CLAIM = "claim";
    private static final String POLICY = "policy";
    private static final String CUSTOMER = "customer";
    static final List<String> KEYS = List.of("claim_number", "policy_number", "customer_name");

    /// One file of a customer; parts are empty when there are none.
    record Found(Optional<Item> claim, Optional<Item> policy, Optional<Item> customer) {
        ObjectNode json() {
            var json = JsonNodeFactory.instance.objectNode();
            claim.ifPresent(item -> put(json, CLAIM, item));
            policy.ifPresent(item -> put(json, POLICY, item));
            customer.ifPresent(item -> put(json, CUSTOMER, item));
            return json;
        }

        private static void put(ObjectNode json, String name, Item item) {
            var node = json.putObject(name);
            node.put("number", item.id());
            item.fields().forEach(node::put);
        }
    }

    /// By claim number, else by policy number, else by the customer's name.
    Found find(Arguments by) throws Refusal {
        by.oneOf(KEYS);
        var number = by.text("claim_number");
        if (!number.isEmpty()) {
            var claim = item(CLAIM, number).orElseThrow(() -> unknown(CLAIM, number));
            return of(Optional.of(claim), item(POLICY, claim.get(POLICY)));
        }
        var policy = policy(by);
        return of(claimOf(policy), Optional.of(policy));
    }

    private Item policy(Arguments by) throws Refusal {
        var number = by.text("policy_number");
        if (!number.isEmpty()) {
            return item(POLICY, number).orElseThrow(() -> unknown(POLICY, number));
        }
        var name = by.text("customer_name");
        return pack.items(CUSTOMER).stream().filter(item -> item.get("name").equalsIgnoreCase(name)).findFirst()
                .flatMap(customer -> pack.items(POLICY).stream()
                        .filter(policy -> policy.get(CUSTOMER).equals(customer.id())).findFirst())
                .orElseThrow(() -> Refusal.notFound("there is no customer named " + name));
    }

    private Found of(Optional<Item> claim, Optional<Item> policy) {
        return new Found(claim, policy, policy.flatMap(item -> item(CUSTOMER, item.get(CUSTOMER))));
    }

    /// The first claim in the records counts as the current one.
    private Optional<Item> claimOf(Item policy) {
        return pack.items(CLAIM).stream().filter(claim -> claim.get(POLICY).equals(policy.id())).findFirst();
    }

    Optional<Item> item(String type, String id) {
        return pack.items(type).stream().filter(item -> item.id().equalsIgnoreCase(id)).findFirst();
    }

    private static Refusal unknown(String type, String number) {
        return Refusal.notFound("there is no " + type + " " + number);
    }
}
