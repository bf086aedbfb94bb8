package io.talel.ops.backup.verify;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.outcome.Words;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Result of a verification.
 *
 * @param deep whether everything was decrypted and every event was read
 * @param chain verified backups, the oldest first
 * @param keys backup of keys that belongs to it; null if there is none, or a backup of keys was verified
 * @param bytes of the chunks
 * @param position of the newest event
 * @param problems the first hundred
 * @param problemCount number of all problems
 */
public record Verdict(
        BackupId backup,
        boolean deep,
        List<BackupId> chain,
        @Nullable BackupId keys,
        long chunks,
        long bytes,
        long events,
        long position,
        List<BackupProblem> problems,
        long problemCount) {

    public boolean isSound() {
        return problemCount == 0;
    }

    Verdict and(BackupProblem another) {
        List<BackupProblem> all =
                Stream.concat(problems.stream(), Stream.of(another)).toList();
        return new Verdict(backup, deep, chain, keys, chunks, bytes, events, position, all, problemCount + 1);
    }

    /** Result in a sentence for people. */
    public String sentence() {
        if (!isSound()) {
            return "Backup %s is damaged: %s.".formatted(backup, Words.count(problemCount, "problem", "problems"));
        }
        return "Backup %s%s is whole: %s in %s of %d bytes, up to position %d%s. %s"
                .formatted(
                        backup,
                        switch (chain.size()) {
                            case 1 -> "";
                            case 2 -> " with the one before it";
                            default -> " with the %d before it".formatted(chain.size() - 1);
                        },
                        Words.count(events, "event", "events"),
                        Words.count(chunks, "chunk", "chunks"),
                        bytes,
                        position,
                        keys == null ? "" : ", and the keys " + keys,
                        deep
                                ? "Every row was decrypted and every event was read."
                                : "Signatures, sizes, hashes and counts were checked; --deep reads every event, too.");
    }
}
