package io.talel.query.rebuild;

import io.talel.query.datasource.ReadModelConnections;
import io.talel.query.generation.GenerationSchema;
import java.time.Duration;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * What a rebuild works with.
 *
 * @param patience how long a swap is tried
 */
record RebuildContext(ReadModelConnections connections, EventStorageEngine log, Duration patience) {

    GenerationSchema schema() {
        return new GenerationSchema(connections.applicationRole());
    }

    HiddenGenerations hiddenGenerations() {
        return new HiddenGenerations(connections.bulk(), schema());
    }
}
