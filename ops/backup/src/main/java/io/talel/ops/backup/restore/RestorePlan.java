package io.talel.ops.backup.restore;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.restore.source.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plan of a restore.
 *
 * @param chain in the order restored; the last backup also gives all tables but the log
 * @param keys backup of the keys of personal data
 * @param end the last place of the log to restore
 * @param cut whether the chain holds events after the end
 * @param events number of events in the chain
 * @param snapshotAt of the last backup
 * @param size of all objects to read, in bytes
 * @param contentBytes size of the rows before compression
 * @param estimatedBytes expected size on disk, write-ahead log included
 * @param warnings sentences
 */
public record RestorePlan(
        List<Link> chain,
        Link keys,
        long end,
        boolean cut,
        long events,
        Instant snapshotAt,
        long size,
        long contentBytes,
        long estimatedBytes,
        List<String> warnings) {

    public RestorePlan {
        chain = List.copyOf(chain);
        warnings = List.copyOf(warnings);
    }

    /**
     * A backup of the chain.
     *
     * @param size of its objects, in bytes
     * @param encryptionKey id of the key needed from the key file; null for plaintext
     */
    public record Link(
            BackupId id,
            Kind kind,
            Instant snapshotAt,
            long size,
            @Nullable String encryptionKey) {

        private static Link of(Manifest backup) {
            Manifest.Encryption encryption = backup.encryption();
            return new Link(
                    backup.id(),
                    backup.kind(),
                    backup.snapshotAt(),
                    backup.size(),
                    encryption == null ? null : encryption.keyId());
        }
    }

    static RestorePlan of(Source source, List<String> remarks) {
        List<Link> chain = source.chain().backups().stream().map(Link::of).toList();
        Link keys = Link.of(source.keys());
        List<String> warnings = new ArrayList<>(remarks);
        warnings.addAll(source.warnings());
        return new RestorePlan(
                chain,
                keys,
                source.end(),
                source.isCut(),
                source.last().eventRange().total(),
                source.last().snapshotAt(),
                Stream.concat(chain.stream(), Stream.of(keys))
                        .mapToLong(Link::size)
                        .sum(),
                source.contentBytes(),
                DiskSpace.needed(source),
                warnings);
    }
}
