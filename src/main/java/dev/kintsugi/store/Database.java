package dev.kintsugi.store;

import dev.kintsugi.domain.Problem;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// The far side of [GroupCommit]: a database with one writing connection that may be lost and found again. Called by
/// the writer's thread only.
interface Database extends AutoCloseable {
    /// Runs the body in a transaction of the writing connection, which is opened again when it was dropped.
    void transaction(Consumer<Handle> body);

    /// Whether the fault lies with the store and not with what was to be written.
    boolean troubled(Throwable fault);

    /// Whether the fault passes by itself, so that the same may work a moment later.
    default boolean passing(Throwable fault) { return false; }

    /// Where it is, for people.
    String place();

    /// Lets go of a connection that failed, so that the next transaction opens a new one.
    void drop(Throwable fault);

    /// The fault in words for a person.
    Problem explain(Throwable fault);

    /// Called again and again while nothing is to be written; ends early when `busy` says so.
    void idle(BooleanSupplier busy);

    @Override
    void close();
}
