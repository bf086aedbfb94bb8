package io.talel.ops.backup.restore.copy;

import io.talel.ops.backup.archive.Chain;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest;
import java.util.List;
import java.util.Objects;

/** A chunk with its table and backup. */
public record TableChunk(Manifest backup, DumpedTable table, Chunk chunk) {

    /** Chunks of the log. Places ascend within a backup: late events come first, new ones follow. */
    public static List<TableChunk> ofEvents(Chain chain) {
        return chain.backups().stream()
                .flatMap(backup -> backup.tables().stream()
                        .filter(table -> table.name().equals(DumpedTable.EVENTS))
                        .flatMap(table -> of(backup, table).stream()))
                .toList();
    }

    public static List<TableChunk> of(Manifest backup, DumpedTable table) {
        return table.chunks().stream()
                .map(chunk -> new TableChunk(backup, table, chunk))
                .toList();
    }

    /** Place of its first event. */
    long first() {
        return Objects.requireNonNull(chunk.first());
    }

    /** Place of its last event. */
    public long last() {
        return Objects.requireNonNull(chunk.last());
    }
}
