package dev.kintsugi.store;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import org.h2.value.ValueJson;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/// How values of the lab become values of a database. Stateless.
final class SqlArguments {
    private SqlArguments() {}

    /// Teaches H2's ways to a Jdbi.
    static Jdbi h2(Jdbi jdbi) { return jdbi.registerArgument(new JsonBytes()).registerArgument(new Moments()); }

    /// Teaches the ways of Postgres to a Jdbi.
    static Jdbi postgres(Jdbi jdbi) {
        return jdbi.registerArgument(new JsonText()).registerArgument(new Moments()).registerArgument(new NoNul());
    }

    /// H2 takes a string for a JSON *string* and would quote it a second time; bytes it reads as a document, at ten times
    /// the price of seeing that it is one.
    private static final class JsonBytes extends AbstractArgumentFactory<Json> {
        JsonBytes() { super(Types.OTHER); }

        @Override
        protected Argument build(Json json, ConfigRegistry config) {
            return (position, statement, context) -> {
                if (json.isSound()) {
                    statement.setObject(position, ValueJson.getInternal(json.bytes()));
                } else {
                    statement.setBytes(position, json.bytes());
                }
            };
        }
    }

    /// Without a type the server takes the text for what the column is.
    private static final class JsonText extends AbstractArgumentFactory<Json> {
        JsonText() { super(Types.OTHER); }

        @Override
        protected Argument build(Json json, ConfigRegistry config) {
            return (position, statement, context) -> statement.setObject(position, json.text(), Types.OTHER);
        }
    }

    /// A text of Postgres holds no NUL, which a model may well say: its sign stands for it in the tables. The log itself
    /// is not touched, since its lines write NUL as an escape.
    private static final class NoNul extends AbstractArgumentFactory<String> {
        NoNul() { super(Types.VARCHAR); }

        @Override
        protected Argument build(String text, ConfigRegistry config) {
            return (position, statement, context) -> statement.setString(position, text.replace('\0', '\u2400'));
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
