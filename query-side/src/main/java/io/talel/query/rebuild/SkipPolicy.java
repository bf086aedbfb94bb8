package io.talel.query.rebuild;

import io.talel.query.generation.Generation;
import io.talel.query.rebuild.RebuildOrder.Purpose;
import java.sql.Connection;
import java.sql.SQLException;

/** Whose events are parked when the generation that is filled cannot take them, instead of stopping it. */
@FunctionalInterface
interface SkipPolicy {

    boolean allows(Connection connection, String stream) throws SQLException;

    /**
     * A generation that is only compared need not take what the live one could not take either: such streams are left out.
     */
    static SkipPolicy of(RebuildOrder order, Generation live) {
        if (order.purpose() == Purpose.VERIFY && !order.skipErrors()) {
            return (connection, stream) -> ParkedStreams.of(connection, live).has(stream);
        }
        return (_, _) -> order.skipErrors();
    }
}
