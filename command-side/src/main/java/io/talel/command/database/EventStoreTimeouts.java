package io.talel.command.database;

import java.time.Duration;

/**
 * How long anything may take in the event store's database: the server ends a statement, a wait or a pause that stalls,
 * whatever became of the node. No bound covers a commit, which may wait as long as the server's disk or replica does; so
 * nothing may be concluded from how long a transaction has been running.
 */
public final class EventStoreTimeouts {

    /** Longest statement. */
    public static final Duration STATEMENT = Duration.ofSeconds(5);

    /** Longest wait for a lock: of a slug's stem, or for another transaction that claims the same name. */
    public static final Duration LOCK = Duration.ofSeconds(2);

    /** Longest pause between two statements of a transaction. */
    public static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(5);

    /** Longest wait for a connection, of the pool or to the server: an unreachable database is an error by then. */
    static final Duration CONNECT = Duration.ofSeconds(2);

    /** A server that says nothing for so long is gone; more than {@link #STATEMENT}, which it would have reported. */
    static final Duration SILENCE = STATEMENT.plusSeconds(1);

    /** Longest statement of a rebuild of the claims, which may delete all of them at once. */
    public static final Duration REBUILD_STATEMENT = Duration.ofMinutes(10);

    /** As {@link #SILENCE}, while the schemas are migrated, where a statement may take longer: a frozen server fails the start. */
    static final Duration MIGRATION_SILENCE = Duration.ofMinutes(1);

    private EventStoreTimeouts() {}
}
