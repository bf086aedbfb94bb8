package io.talel.ops.console.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.backup.store.Stores;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The event log and its processors at one moment. Read from the databases only, so it is the same on every machine.
 *
 * @param at by the clock of the read models' database
 * @param head global index of the newest event; 0 if there is none
 * @param automations processors that are not projections
 * @param nodes number of nodes that have reported lately
 * @param backups by the clock of the event store's database
 */
public record Status(
        Instant at,
        long head,
        List<ProcessorStatus> projections,
        List<ProcessorStatus> automations,
        List<String> nodes,
        Lineage lineage,
        BackupStatus backups) {

    public static Status of(Settings settings) throws SQLException {
        try (Stores stores = Stores.open(settings)) {
            return of(stores, settings);
        }
    }

    public static Status of(Stores stores, Settings settings) throws SQLException {
        return new StatusQuery(stores, BackupAgeLimits.of(settings.variables())).run();
    }

    public Status {
        projections = List.copyOf(projections);
        automations = List.copyOf(automations);
        nodes = List.copyOf(nodes);
    }

    @JsonProperty
    public boolean healthy() {
        return problems().isEmpty();
    }

    @JsonProperty
    public List<Problem> problems() {
        return Stream.of(
                        lineage.problems().stream(),
                        Stream.of(projections, automations)
                                .flatMap(List::stream)
                                .flatMap(processor -> processor.problems().stream()),
                        backups.problems().stream())
                .flatMap(problems -> problems)
                .toList();
    }
}
