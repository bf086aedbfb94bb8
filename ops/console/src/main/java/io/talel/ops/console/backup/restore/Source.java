package io.talel.ops.console.backup.restore;

import io.talel.ops.console.backup.archive.Chain;
import io.talel.ops.console.backup.archive.Manifest;
import java.util.List;

/**
 * What is restored.
 *
 * @param chain its last backup also gives everything but the events
 * @param end the last place of the log that is taken
 * @param keys the backup with the keys of personal data
 * @param warnings sentences about what was passed over
 */
record Source(Chain chain, long end, Manifest keys, List<String> warnings) {

    Source {
        warnings = List.copyOf(warnings);
    }

    Manifest last() {
        return chain.last();
    }

    /** Whether the chain holds events that are not taken. */
    boolean isCut() {
        return end < last().eventRange().to();
    }

    /** Of the rows, before compression, in bytes. */
    long contentBytes() {
        return chain.backups().stream()
                .flatMap(Manifest::chunks)
                .mapToLong(chunk -> chunk.contentBytes())
                .sum();
    }
}
