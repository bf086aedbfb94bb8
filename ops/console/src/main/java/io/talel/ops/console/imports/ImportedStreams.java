package io.talel.ops.console.imports;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

import io.talel.kernel.MessageMetaData;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Which streams of the log an import began. */
record ImportedStreams(Connection eventStore) {

    /** @return whether an import began the stream; empty if there is none */
    Optional<Boolean> find(String stream) throws SQLException {
        return Rows.first(
                        eventStore,
                        EVENT_STORE.get("actor-of-first-event"),
                        row -> row.getString(1),
                        MessageMetaData.ACTOR,
                        stream)
                .map(MessageMetaData.IMPORT::equals);
    }
}
