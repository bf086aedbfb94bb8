package io.talel.ops.backup.retention;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.BackupCatalogue;
import io.talel.ops.backup.archive.BackupEntry;
import io.talel.ops.backup.archive.Deletions;
import io.talel.ops.backup.archive.Holds;
import io.talel.ops.backup.bucket.AbandonedUpload;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.runs.Progress;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to delete from the bucket now. Leaves keys out: only their newest backup is kept anyway.
 *
 * @param backups that the policy does not keep, each before its parent
 * @param leftovers unfinished backups untouched for a day, and the rest of deleted ones
 * @param uploads started at least a day ago and never completed
 * @param copies number of copies of erased persons' images
 * @param kept number of complete backups that stay
 * @param broken sentences about damaged backups, which stay
 */
public record ExpiryPlan(
        List<BackupEntry.Complete> backups,
        List<BackupEntry.Unfinished> leftovers,
        List<AbandonedUpload> uploads,
        long copies,
        int kept,
        List<String> broken) {

    public static ExpiryPlan of(Archive archive, RetentionPolicy policy, Instant now) throws IOException {
        BackupCatalogue catalogue = BackupCatalogue.of(archive);
        List<BackupEntry.Complete> complete = catalogue
                .complete()
                .filter(backup -> backup.kind() != Kind.KEYS)
                .toList();
        List<BackupEntry.Complete> going = going(policy, complete, new Holds(archive.bucket()).all());
        Instant limit = now.minus(RetentionPolicy.ABANDONED_AFTER);
        List<BackupEntry.Unfinished> leftovers = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        Set<BackupId> begun = new Deletions(archive.bucket()).all();
        Set<BackupId> continued = complete.stream()
                .map(BackupEntry.Complete::parent)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        for (BackupEntry entry : catalogue.entries()) {
            switch (entry) {
                case BackupEntry.Complete _ -> {}
                case BackupEntry.Unfinished unfinished -> {
                    List<StoredObject> objects = archive.bucket().list(unfinished.directory());
                    boolean deleted = begun.contains(unfinished.id());
                    if (deleted || isLeft(unfinished, objects, limit)) {
                        if (hasLostManifest(unfinished, objects, continued, deleted)) {
                            broken.add(Damaged.sentence(unfinished.id(), "its manifest is missing"));
                        } else {
                            leftovers.add(unfinished);
                        }
                    }
                }
                case BackupEntry.Broken damaged -> broken.add(damaged.why());
            }
        }
        List<AbandonedUpload> uploads = new ArrayList<>();
        for (String prefix : Set.of(Kind.FULL.prefix(), Kind.KEYS.prefix())) {
            uploads.addAll(archive.bucket().abandonedUploads(prefix, limit));
        }
        return new ExpiryPlan(going, leftovers, uploads, 0, complete.size() - going.size(), broken);
    }

    ExpiryPlan withCopies(long found) {
        return new ExpiryPlan(backups, leftovers, uploads, found, kept, broken);
    }

    /**
     * Backups that the policy does not keep, each before its parent; applies the policy to each database separately.
     *
     * @param complete without keys
     * @param held backups on hold, which stay with everything they build on
     */
    public static List<BackupEntry.Complete> going(
            RetentionPolicy policy, List<BackupEntry.Complete> complete, Set<BackupId> held) {
        Map<UUID, List<BackupEntry.Complete>> byLineage =
                complete.stream().collect(Collectors.groupingBy(BackupEntry.Complete::lineage));
        Set<BackupId> kept = byLineage.values().stream()
                .flatMap(backups -> KeptBackups.kept(policy, backups, held).stream())
                .collect(Collectors.toSet());
        Map<BackupId, BackupEntry.Complete> byId =
                complete.stream().collect(Collectors.toMap(BackupEntry.Complete::id, Function.identity()));
        return complete.stream()
                .filter(backup -> !kept.contains(backup.id()))
                .sorted(Comparator.comparingInt((BackupEntry.Complete backup) -> depth(byId, backup))
                        .reversed())
                .toList();
    }

    private static int depth(Map<BackupId, BackupEntry.Complete> byId, BackupEntry.Complete backup) {
        int depth = 0;
        @Nullable BackupId parent = backup.parent();
        while (parent != null && byId.containsKey(parent)) {
            depth++;
            parent = byId.get(parent).parent();
        }
        return depth;
    }

    private static boolean isLeft(BackupEntry.Unfinished unfinished, List<StoredObject> objects, Instant limit) {
        return unfinished.id().time().isBefore(limit)
                && objects.stream().allMatch(object -> object.modified().isBefore(limit));
    }

    /**
     * Whether the backup was complete, or nearly so, and lost its manifest: another backup continues it, or it has a
     * signature. Returns false for keys, since leftover keys could only serve to read erased persons.
     *
     * @param deleted whether a deletion has begun, which takes the manifest first
     */
    private static boolean hasLostManifest(
            BackupEntry.Unfinished unfinished, List<StoredObject> objects, Set<BackupId> continued, boolean deleted) {
        String signature = Kind.FULL.directory(unfinished.id()) + Archive.SIGNATURE;
        return continued.contains(unfinished.id())
                || (!deleted && objects.stream().anyMatch(object -> object.key().equals(signature)));
    }

    /** Result in a sentence for people. */
    public String sentence() {
        return sentence("were");
    }

    /** Result of a dry run in a sentence for people. */
    public String dryRunSentence() {
        return "Nothing was changed. " + sentence("would be");
    }

    private String sentence(String auxiliary) {
        return "%s of %d bytes, %s, %s and %s of images of erased persons %s deleted; %s stay."
                .formatted(
                        Words.count(backups.size(), "backup", "backups"),
                        backups.stream().mapToLong(BackupEntry.Complete::size).sum(),
                        Words.count(leftovers.size(), "unfinished one", "unfinished ones"),
                        Words.count(uploads.size(), "upload", "uploads"),
                        Words.count(copies, "copy", "copies"),
                        auxiliary,
                        Words.count(kept, "backup", "backups"));
    }

    /**
     * Deletes it. This may take long; a backup put on hold meanwhile stays, since holds are checked before each
     * deletion.
     *
     * @return what was deleted
     */
    public ExpiryPlan carryOut(Bucket bucket, Progress progress) throws IOException {
        int total = backups.size() + leftovers.size();
        int done = 0;
        Holds holds = new Holds(bucket);
        endDeletionsOfStaying(bucket);
        List<BackupEntry.Complete> went = new ArrayList<>();
        Set<@Nullable BackupId> staying = new HashSet<>();
        for (BackupEntry.Complete backup : backups) {
            if (staying.contains(backup.id()) || holds.all().contains(backup.id())) {
                staying.add(backup.parent());
            } else {
                delete(bucket, backup);
                went.add(backup);
            }
            progress.at(++done, total, "backups");
        }
        for (BackupEntry.Unfinished leftover : leftovers) {
            delete(bucket, leftover);
            progress.at(++done, total, "backups");
        }
        for (AbandonedUpload upload : uploads) {
            bucket.abort(upload);
        }
        return new ExpiryPlan(went, leftovers, uploads, copies, kept + backups.size() - went.size(), broken);
    }

    /** For backups that are still complete, or damaged: a mark would hide that they lose their manifest later. */
    private void endDeletionsOfStaying(Bucket bucket) throws IOException {
        Deletions deletions = new Deletions(bucket);
        for (BackupId begun : deletions.all()) {
            if (leftovers.stream().noneMatch(leftover -> leftover.id().equals(begun))) {
                deletions.end(begun);
            }
        }
    }

    /**
     * Deletes the manifest first: a half-deleted backup must not look complete. The mark tells the next run to go on, even
     * if the signature is left, without which a backup counts as unfinished.
     */
    private static void delete(Bucket bucket, BackupEntry backup) throws IOException {
        Deletions deletions = new Deletions(bucket);
        deletions.begin(backup.id());
        bucket.delete(backup.directory() + Archive.MANIFEST);
        bucket.delete(backup.directory() + Archive.SIGNATURE);
        for (StoredObject object : bucket.list(backup.directory())) {
            bucket.delete(object.key());
        }
        deletions.end(backup.id());
    }
}
