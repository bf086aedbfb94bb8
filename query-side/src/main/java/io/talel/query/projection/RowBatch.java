package io.talel.query.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What the events of one transaction change in the rows of a projection, folded: each row at most once. */
public interface RowBatch {

    /**
     * Writes the rows, within the connection's transaction.
     *
     * @param schema the schema of the generation to write, for example {@code article_g2}
     */
    void writeTo(Connection connection, String schema) throws SQLException;

    /**
     * Writes the rows and commits the transaction, if that is one statement.
     *
     * @return whether it has; otherwise nothing is written
     */
    default boolean writeAndCommit(Connection connection, String schema) throws SQLException {
        return false;
    }

    /** Whether the batch should be written before more is added. */
    default boolean isFull() {
        return false;
    }

    /** The versions that can be read once the transaction has committed. */
    List<RowVersion> reached();
}
