package io.talel.ops.backup.archive;

import io.talel.ops.backup.format.Manifest;
import java.util.List;

/** A full backup and the incremental ones that continue it, each the parent of the next. */
public record Chain(List<Manifest> backups) {

    public Chain {
        backups = List.copyOf(backups);
    }

    public Manifest full() {
        return backups.getFirst();
    }

    public Manifest last() {
        return backups.getLast();
    }
}
