package io.talel.ops.backup.restore.source;

import io.talel.ops.backup.archive.Chain;
import io.talel.ops.backup.format.Manifest;
import java.util.List;
import java.util.stream.Stream;

/**
 * Backups that a restore uses.
 *
 * @param chain its last backup also gives all tables but the log
 * @param end the last place of the log to restore
 * @param skipped sentences about skipped backups
 */
public record Source(Chain chain, long end, RestoreKeys restoreKeys, List<String> skipped) {

    public Source {
        skipped = List.copyOf(skipped);
    }

    /** Backup with the keys of personal data. */
    public Manifest keys() {
        return restoreKeys.manifest();
    }

    /** Sentences about skipped backups and the choice of keys. */
    public List<String> warnings() {
        return Stream.concat(skipped.stream(), restoreKeys.warnings().stream()).toList();
    }

    public Manifest last() {
        return chain.last();
    }

    /** Whether the chain holds events after the end. */
    public boolean isCut() {
        return end < last().eventRange().to();
    }

    /**
     * Whether every person without a key was erased after the end. That is certain for keys of the same database and
     * server that are newer than the backup and were made before any key was lost. If there are others, a copy of the
     * database's disk may have made one of them, without the persons who registered after it was copied.
     */
    public boolean knowsErasures() {
        Manifest keys = keys();
        return !restoreKeys.chosen()
                && restoreKeys.sole()
                && keys.lostPersons() == 0
                && keys.lineage().equals(last().lineage())
                && keys.sharesServer(last())
                && (isCut() || !keys.id().equals(last().keys()));
    }

    /** Size of the rows before compression, in bytes. */
    public long contentBytes() {
        return chain.backups().stream()
                .flatMap(Manifest::chunks)
                .mapToLong(chunk -> chunk.contentBytes())
                .sum();
    }
}
