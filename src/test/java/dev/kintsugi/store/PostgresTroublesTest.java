package dev.kintsugi.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

/// Faults of a Postgres are told in its own words, not in those of what stands between.
class PostgresTroublesTest {
    private static final PostgresUrl URL = (PostgresUrl) StoreUrl.of("DATABASE_URL", "postgresql://me@db.example/x");
    private static final String POOL = "store - Connection is not available, request timed out after 5003ms "
            + "(total=0, active=0, idle=0, waiting=1)";

    private static String why(SQLException fault) { return PostgresTroubles.explain(fault, URL).why(); }

    @Test
    void aPoolThatFoundNoConnectionLetsTheServerSayWhy() {
        var starting = new SQLException("FATAL: the database system is starting up", "57P03");
        assertThat(why(new SQLTransientConnectionException(POOL, "57P03", starting)))
                .isEqualTo("Postgres at db.example:5432: the database system is starting up");
    }

    @Test
    void aPoolThatHasNoneFreeSaysThat() {
        assertThat(why(new SQLTransientConnectionException(POOL)))
                .isEqualTo("Postgres at db.example:5432: no connection to it came free in time");
    }
}
