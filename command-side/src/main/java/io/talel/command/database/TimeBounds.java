package io.talel.command.database;

import java.time.Duration;

/**
 * How long anything may take in the event store's database. The server ends a write that stalls, whatever became of the
 * node: after an event has drawn its place in the log, its transaction has at most the append itself, three claims and
 * the commit to go, each bounded by {@link #STATEMENT} and each preceded by at most {@link #IDLE_IN_TRANSACTION}: 50 s
 * at the very worst. {@link #GAP} is longer than twice that, so that a reader who waits that long for a missing place
 * can be sure that nothing will ever be there.
 */
public final class TimeBounds {

    /** Longest statement. */
    public static final Duration STATEMENT = Duration.ofSeconds(5);

    /** Longest wait for a lock: of a slug's stem, or for another transaction that claims the same name. */
    public static final Duration LOCK = Duration.ofSeconds(2);

    /** Longest pause between two statements of a transaction. */
    public static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(5);

    /** After this, a place in the log that is still empty will stay empty. */
    public static final Duration GAP = Duration.ofMinutes(2);

    /** Longest wait for a connection, of the pool or to the server: an unreachable database is an error by then. */
    static final Duration CONNECT = Duration.ofSeconds(2);

    /** A server that says nothing for so long is gone; more than {@link #STATEMENT}, which it would have reported. */
    static final Duration SILENCE = STATEMENT.plusSeconds(1);

    private TimeBounds() {}
}
