package io.talel.query.processor;

import java.time.Duration;

/**
 * The claims of nodes on the segments of projections. They are made, extended and judged by the clock of the database, since
 * those of the nodes may differ.
 */
public final class SegmentClaimTimes {

    /**
     * Silence of an owner after which another node may claim its segment. The owner may be frozen or cut off. Nodes look every
     * second, so such a segment is claimed again within 5 s, even by a busy node.
     */
    static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** How often a node looks for segments without an owner. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    /**
     * Age of a claim that is extended at the next look. An idle node looks as often, so a claim gets a second old, and its node
     * may stand still for two more.
     */
    static final Duration EXTENSION = TIMEOUT.dividedBy(6);

    /** An expression: now, as the store of tokens keeps it. */
    static final String NOW = """
            to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')""";

    /** A condition: the owner of a row of {@code read_model.token_entry} has been silent for too long. */
    public static final String EXPIRED = "timestamp::timestamptz < clock_timestamp() - make_interval(secs => %s)"
            .formatted(TIMEOUT.toMillis() / 1000.0);

    private SegmentClaimTimes() {}
}
