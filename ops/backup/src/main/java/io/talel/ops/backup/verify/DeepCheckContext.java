package io.talel.ops.backup.verify;

import io.talel.kernel.StoredEventCheck;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.persons.ErasedPersons;
import org.jspecify.annotations.Nullable;

/**
 * What checking the content of a backup needs.
 *
 * @param place of the backup in its chain
 * @param erased persons whose copies of images are deleted
 */
record DeepCheckContext(
        EncryptionKeys keys, StoredEventCheck reader, StreamPlaces streams, int place, ErasedPersons erased) {

    /** Null for a table without events. */
    @Nullable EventCheck events(Manifest manifest, DumpedTable table, BackupProblems problems) {
        if (!table.name().equals(DumpedTable.EVENTS)) {
            return null;
        }
        try {
            return new EventCheck(manifest, table, this, problems);
        } catch (IllegalArgumentException e) {
            problems.add(manifest, "%s", e.getMessage());
            streams.lose();
            return null;
        }
    }
}
