package io.talel.query.rebuild.run;

import io.talel.query.datasource.ReadModelConnections;
import io.talel.query.generation.GenerationSchema;
import java.time.Duration;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * Connections and settings of every rebuild.
 *
 * @param patience how long the attempts to swap are repeated
 */
record RebuildContext(ReadModelConnections connections, EventStorageEngine log, Duration patience) {

    GenerationSchema schema() {
        return new GenerationSchema(connections.applicationRole());
    }

    HiddenGenerations hiddenGenerations() {
        return HiddenGenerations.on(connections);
    }
}
