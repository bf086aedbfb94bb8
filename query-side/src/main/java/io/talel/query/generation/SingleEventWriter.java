package io.talel.query.generation;

import io.talel.query.datasource.Sql;
import io.talel.query.deadletter.Fault;
import io.talel.query.projection.FoldedEvents;
import io.talel.query.projection.Projection;
import io.talel.query.projection.RowVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes events into a generation one by one; an event that fails leaves nothing behind. */
public final class SingleEventWriter {

    private final Connection connection;
    private final Projection projection;
    private final String schema;

    /** @param connection in the middle of a transaction */
    public SingleEventWriter(Connection connection, Projection projection, String schema) {
        this.connection = connection;
        this.projection = projection;
        this.schema = schema;
    }

    /**
     * Writes one event.
     *
     * @param event adds the event to a batch
     * @param reached receives the versions that can be read once the transaction has committed
     * @return the fault of the event; empty if it was written
     * @throws SQLException or another exception if it is not the event's fault
     */
    public Optional<Fault> take(Consumer<FoldedEvents> event, Consumer<List<RowVersion>> reached) throws SQLException {
        Sql.execute(connection, "SAVEPOINT single");
        FoldedEvents single = projection.noEvents();
        try {
            event.accept(single);
            single.writeTo(connection, schema);
        } catch (SQLException | RuntimeException | StackOverflowError e) {
            Fault fault = Fault.of(e);
            if (!fault.ofTheEvent()) {
                throw e;
            }
            Sql.execute(connection, "ROLLBACK TO SAVEPOINT single; RELEASE SAVEPOINT single");
            return Optional.of(fault);
        }
        Sql.execute(connection, "RELEASE SAVEPOINT single");
        reached.accept(single.reached());
        return Optional.empty();
    }
}
