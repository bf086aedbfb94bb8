package io.talel.ops.console.backup.archive;

import java.io.IOException;
import java.util.NoSuchElementException;

/** The backup that an operator names. */
public record Chosen(Kind kind, BackupId id) {

    /** The newest that was completed, but no keys. */
    public static final String LATEST = "latest";

    /**
     * @param name or {@link #LATEST}; also of one that is damaged or was never completed
     * @throws NoSuchElementException if there is none
     */
    public static Chosen of(Archive archive, String name) throws IOException {
        if (name.equals(LATEST)) {
            return latest(archive);
        }
        if (BackupId.isOne(name)) {
            BackupId id = new BackupId(name);
            for (Kind kind : new Kind[] {Kind.FULL, Kind.KEYS}) {
                if (!archive.bucket().list(kind.prefix() + id + "/").isEmpty()) {
                    return new Chosen(kind, id);
                }
            }
        }
        throw new NoSuchElementException("there is no backup '%s' in bucket %s; `backup list` shows them"
                .formatted(name, archive.bucket().name()));
    }

    private static Chosen latest(Archive archive) throws IOException {
        for (BackupId id : archive.begun(Kind.FULL).reversed()) {
            if (archive.bucket()
                    .find(Kind.FULL.prefix() + id + "/" + Archive.MANIFEST)
                    .isPresent()) {
                return new Chosen(Kind.FULL, id);
            }
        }
        throw new NoSuchElementException(
                "there is no backup in bucket " + archive.bucket().name());
    }
}
