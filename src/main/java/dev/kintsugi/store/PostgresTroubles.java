package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/// Tells the faults of a Postgres apart by their SQL states and puts them into words. Stateless.
final class PostgresTroubles {
    private PostgresTroubles() {}

    /// The first SQL state among everything that led to a fault.
    static Optional<String> state(Throwable fault) {
        return Troubles.causes(fault).filter(SQLException.class::isInstance).map(SQLException.class::cast)
                .map(SQLException::getSQLState).filter(state -> state != null && !state.equals("25P02")).findFirst();
    }

    /// Whether the fault lies with the server, the way to it or what we may do there, and not with what was written.
    static boolean ofTheServer(Throwable fault) {
        return state(fault).filter(s -> s.matches("(08|28|3D|3F|53|57|58|XX).*|25006|42501|42P01")).isPresent();
    }

    /// A deadlock, a conflict or a lock that another lab holds for a moment.
    static boolean passing(Throwable fault) { return state(fault).filter(s -> s.matches("40.*|55P03")).isPresent(); }

    /// The fault in words.
    static Problem explain(Throwable fault, PostgresUrl url) { return explain(fault, url, ""); }

    /// The fault in words, when it met a lab that goes on.
    static Problem whileRunning(Throwable fault, PostgresUrl url) {
        return explain(fault, url, ". As long as the lab runs, it tries again by itself");
    }

    private static Problem explain(Throwable fault, PostgresUrl url, String again) {
        var known = Troubles.causes(fault).filter(Problem.class::isInstance).map(Problem.class::cast).findFirst();
        return known.orElseGet(() -> explain(state(fault).orElse(""), fault, url, again));
    }

    private static Problem explain(String state, Throwable fault, PostgresUrl url, String again) {
        return switch (state) {
            case "28P01", "28000", "08004" -> problem("The store refuses you",
                    "Postgres at " + url.server() + " does not let " + url.user() + " in: " + said(fault),
                    "Check user, password and sslmode, and mend " + url.name(), fault);
            case "3D000" -> problem("The store has no such database",
                    "Postgres at " + url.server() + " knows no database " + url.database(),
                    "Make it with: createdb " + url.database() + ", or mend " + url.name(), fault);
            case "53100" -> problem("Nothing more can be kept", "the disk of Postgres at " + url.server() + " is full",
                    "Make room there and carry on; nothing that was kept is lost", fault);
            case "53300" -> problem("The store is crowded",
                    "Postgres at " + url.server() + " has no connection left: " + said(fault),
                    "Close other programs that use it, or raise max_connections", fault);
            case "25006" -> problem("The store cannot be written", url.place() + " is read-only: " + said(fault),
                    "Connect to the primary server, or allow writing for " + url.user(), fault);
            case "42501" -> problem("The store cannot be written", url.user() + " may not do this at " + url.server()
                    + ": " + said(fault),
                    "Let its owner say: " + grant(said(fault), url), fault);
            case "42P01", "3F000" -> problem("The store's tables are gone", url.place() + ": " + said(fault),
                    "Start the lab again to make them anew, or restore them from a backup", fault);
            case "40P01", "40001", "55P03" ->
                new Problem("Another lab was in the way", url.place() + ": " + said(fault),
                        "Say it again", Problem.Exit.CONFLICT, fault);
            default -> state.startsWith("22") || state.startsWith("23")
                    ? new Problem("This could not be kept", "the database refused it: " + said(fault),
                            "Everything else is kept. Please report this", Problem.Exit.INTERNAL, fault)
                    : lost(fault, url, again);
        };
    }

    private static Problem lost(Throwable fault, PostgresUrl url, String again) {
        var why = "Postgres at " + url.server() + ": " + said(fault);
        return Unreached.untrusted(fault)
                ? problem("There is no trusted way to the store", why,
                        "Check sslmode and sslrootcert in " + url.name(), fault)
                : problem("The store does not answer", why, "Start it, or mend " + url.name() + again, fault);
    }

    /// What the role lacks: the lab makes its tables at first, and then reads and writes them.
    private static String grant(String said, PostgresUrl url) {
        var schema = url.schema().isEmpty() ? "public" : url.schema();
        var right = said.contains("for database")
                ? "CREATE ON DATABASE " + url.database()
                : said.contains("for schema")
                        ? "USAGE, CREATE ON SCHEMA " + schema
                        : "SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema;
        return "GRANT " + right + " TO " + url.user();
    }

    private static Problem problem(String what, String why, String todo, Throwable fault) {
        return new Problem(what, why, todo, Problem.Exit.UNAVAILABLE, fault);
    }

    static Problem foreign(PostgresUrl url, Throwable fault) {
        return problem("The database holds something else",
                url.place() + " has tables that are not a lab's",
                "Name an empty database, or add ?currentSchema=kintsugi to the address for a schema of the lab's own",
                fault);
    }

    static Problem tooOld(PostgresUrl url, int version, int least) {
        return new Problem("The Postgres is too old",
                "at " + url.server() + " runs Postgres " + version + ", the lab needs " + least + " or newer",
                "Use a newer server");
    }

    static Problem encoding(PostgresUrl url, String encoding) {
        return new Problem("The database cannot hold every text",
                url.place() + " is encoded in " + encoding + ", the lab needs UTF8",
                "Make one with: createdb --encoding=UTF8 --template=template0 NAME");
    }

    /// What the server or the driver said, on one line. Neither ever says a password.
    private static String said(Throwable fault) {
        return Unreached.why(fault).or(() -> answered(fault)).orElse(fault.getClass().getSimpleName());
    }

    /// The pool of connections tells how it fared, the fault that it met why.
    private static Optional<String> answered(Throwable fault) {
        return Troubles.causes(fault).filter(SQLException.class::isInstance)
                .filter(each -> !(each instanceof SQLTransientConnectionException
                        && each.getCause() instanceof SQLException))
                .map(each -> each instanceof SQLTransientConnectionException && each.getCause() == null
                        ? "no connection to it came free in time"
                        : each.getMessage())
                .findFirst().or(() -> Optional.ofNullable(fault.getMessage()))
                .flatMap(text -> text.lines().findFirst()).map(line -> line.replaceFirst("^[A-Z]+: +", ""));
    }
}
