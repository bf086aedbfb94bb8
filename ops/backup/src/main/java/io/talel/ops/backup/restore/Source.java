package io.talel.ops.backup.restore;

import io.talel.ops.backup.archive.Chain;
import io.talel.ops.backup.format.Manifest;
import java.util.List;
import java.util.Objects;

/**
 * What is restored.
 *
 * @param chain its last backup also gives everything but the events
 * @param end the last place of the log that is taken
 * @param keys the backup with the keys of personal data
 * @param keysChosen whether the operator named it
 * @param warnings sentences about what was passed over
 */
record Source(Chain chain, long end, Manifest keys, boolean keysChosen, List<String> warnings) {

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

    /**
     * Whether everybody who has no key was erased after the end. It takes keys that are younger than what is restored, of the
     * same database on the same server, of which that had lost none.
     */
    boolean knowsErasures() {
        return !keysChosen
                && keys.lostPersons() == 0
                && keys.lineage().equals(last().lineage())
                && Objects.equals(keys.cluster(), last().cluster())
                && (isCut() || !keys.id().equals(last().keys()));
    }

    /** Of the rows, before compression, in bytes. */
    long contentBytes() {
        return chain.backups().stream()
                .flatMap(Manifest::chunks)
                .mapToLong(chunk -> chunk.contentBytes())
                .sum();
    }
}
