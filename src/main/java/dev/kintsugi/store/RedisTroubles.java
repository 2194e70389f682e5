package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisDataException;

/// Puts the faults of a Redis into words. Stateless.
final class RedisTroubles {
    private static final String GO_ON = ". Turns go on without it, and session state is folded from the log";
    private static final Pattern REFUSED = Pattern.compile("WRONGPASS|NOAUTH|NOPERM|invalid username-password");

    private RedisTroubles() {}

    static Problem explain(RuntimeException fault, RedisUrl url) {
        var said = Troubles.innermost(fault);
        var why = "Redis at " + url + " says: " + (said.startsWith("NOAUTH") ? "a password is needed" : said);
        if (REFUSED.matcher(said).find()) {
            return problem("Redis refuses you", why, "Check user and password, and mend " + url.name(), fault);
        }
        if (said.startsWith("READONLY")) {
            return problem("Redis cannot be written", url + " is a copy that only reads",
                    "Name the server that it copies in " + url.name(), fault);
        }
        if (said.startsWith("OOM")) {
            return problem("Redis is full", url + " has used all the memory that it may (maxmemory)", "Make room there",
                    fault);
        }
        if (Unreached.untrusted(fault)) {
            return problem("There is no trusted way to Redis", unreached(fault, url),
                    "Have Java trust its certificate (docs/howto/stores.md), or mend " + url.name(), fault);
        }
        return fault instanceof JedisDataException
                ? problem("Redis cannot be used", why, "Mend that, or " + url.name(), fault)
                : problem("Redis does not answer", unreached(fault, url), "Start it, or mend " + url.name(), fault);
    }

    private static String unreached(RuntimeException fault, RedisUrl url) {
        return "Redis at " + url + ": " + Unreached.why(fault).orElseGet(() -> Troubles.innermost(fault));
    }

    private static Problem problem(String what, String why, String todo, RuntimeException fault) {
        return new Problem(what, why, todo + GO_ON, fault);
    }
}
