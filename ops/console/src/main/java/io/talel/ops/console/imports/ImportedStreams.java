package io.talel.ops.console.imports;

import io.talel.kernel.MessageMetaData;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Which streams of the log an import began. */
record ImportedStreams(Connection eventStore) {

    private static final String ACTOR = """
            SELECT coalesce(convert_from(metadata, 'UTF8')::json ->> ?, '') FROM event_store.domain_event
            WHERE aggregate_identifier = ? AND sequence_number = 0""";

    /** @return whether an import began the stream; empty if there is none */
    Optional<Boolean> find(String stream) throws SQLException {
        return Rows.first(eventStore, ACTOR, row -> row.getString(1), MessageMetaData.ACTOR, stream)
                .map(MessageMetaData.IMPORT::equals);
    }
}
