package io.talel.query.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;

/** Events of a projection on their way into its rows: folded as they come, written together. */
public final class FoldedEvents {

    private final List<DomainEventMessage<?>> events = new ArrayList<>();
    private final Projection projection;
    private final RowBatch<?> rows;

    FoldedEvents(Projection projection) {
        this.projection = projection;
        this.rows = new RowBatch<>(projection.fold().table());
    }

    /** @throws RuntimeException if the event cannot be folded; the rows must not be used any more */
    public void add(DomainEventMessage<?> event) {
        add(projection.folded(event));
    }

    /** @throws RuntimeException if the event could not be folded; the rows must not be used any more */
    public void add(FoldedEvent event) {
        events.add(event.event());
        event.addTo(rows);
    }

    /** The events in their order, including one that could not be folded. */
    public List<DomainEventMessage<?>> events() {
        return List.copyOf(events);
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    /** Whether the batch should be written before more is added. */
    public boolean isFull() {
        return rows.isFull();
    }

    /**
     * Writes the rows, within the connection's transaction. Rows with the same or a later version stay as they are.
     *
     * @param schema the schema of the generation to write, for example {@code article_g2}
     */
    public void writeTo(Connection connection, String schema) throws SQLException {
        rows.writeTo(connection, schema);
    }

    /**
     * As {@link #writeTo}, as the last thing that the transaction does: one new row is committed with its statement, in one round
     * trip. Then the commit of the caller sends nothing.
     */
    public void writeLast(Connection connection, String schema) throws SQLException {
        rows.writeLast(connection, schema);
    }

    /** The versions that can be read once the transaction has committed. */
    public List<RowVersion> reached() {
        return rows.reached();
    }
}
