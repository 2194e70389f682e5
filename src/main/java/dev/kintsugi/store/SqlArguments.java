package dev.kintsugi.store;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/// How values of the lab become values of a database. Stateless.
final class SqlArguments {
    private SqlArguments() {}

    /// Teaches H2's ways to a Jdbi.
    static Jdbi h2(Jdbi jdbi) { return jdbi.registerArgument(new JsonBytes()).registerArgument(new Moments()); }

    /// H2 takes a string for a JSON *string* and would quote it a second time; bytes it reads as a document.
    private static final class JsonBytes extends AbstractArgumentFactory<Json> {
        JsonBytes() { super(Types.OTHER); }

        @Override
        protected Argument build(Json json, ConfigRegistry config) {
            return (position, statement, context) -> statement.setBytes(position,
                    json.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Instants go in with their offset: a plain timestamp would pass through the machine's time zone.
    private static final class Moments extends AbstractArgumentFactory<Instant> {
        Moments() { super(Types.TIMESTAMP_WITH_TIMEZONE); }

        @Override
        protected Argument build(Instant moment, ConfigRegistry config) {
            return (position, statement, context) -> statement.setObject(position, moment.atOffset(ZoneOffset.UTC));
        }
    }
}
