package io.talel.query.rebuild.fill;

import io.talel.query.generation.Generation;
import io.talel.query.rebuild.RebuildOrder;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import java.sql.Connection;
import java.sql.SQLException;

/** Decides whether a rebuild parks the failed events of a stream or stops. */
@FunctionalInterface
interface SkipPolicy {

    boolean allows(Connection connection, String stream) throws SQLException;

    /** A rebuild that only compares parks the streams that have dead letters in the live generation, too. */
    static SkipPolicy of(RebuildOrder order, Generation live) {
        if (order.purpose() == Purpose.VERIFY && !order.skipErrors()) {
            return (connection, stream) -> ParkedStreams.of(connection, live).has(stream);
        }
        return (_, _) -> order.skipErrors();
    }
}
