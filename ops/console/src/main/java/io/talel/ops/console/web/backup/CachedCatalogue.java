package io.talel.ops.console.web.backup;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.archive.BackupCatalogue;
import io.talel.ops.backup.archive.BackupEntry;
import io.talel.ops.backup.archive.Holds;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.retention.ExpiryPlan;
import io.talel.ops.backup.retention.RetentionPolicy;
import io.talel.ops.backup.store.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Content of the bucket, read in the background and shared by all pages. Pages ask every second, reading hundreds of
 * manifests takes a while, and a bucket that does not answer takes longer still. Reads only manifests that are new.
 */
public final class CachedCatalogue {

    /** Age from which on the bucket is listed again. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    /** Age from which on all manifests are read again: they never change, except by tampering. */
    private static final Duration BELIEVED = Duration.ofMinutes(10);

    /** Longest wait of a page. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Settings settings;
    private CompletableFuture<Content> reading = CompletableFuture.completedFuture(Content.UNKNOWN);
    private volatile Content last = Content.UNKNOWN;
    private volatile long readAt = System.nanoTime() - FRESH.toNanos();
    private Map<BackupId, BackupEntry.Complete> known = Map.of();
    private long forgottenAt = System.nanoTime();

    public CachedCatalogue(Settings settings) {
        this.settings = settings;
    }

    /**
     * Content of the bucket.
     *
     * @param going backups that the next {@code backup expire} deletes
     * @param problem why the content may be out of date; empty if it is current
     */
    record Content(BackupCatalogue catalogue, Set<BackupId> going, String problem) {

        private static final Content UNKNOWN =
                new Content(new BackupCatalogue(List.of()), Set.of(), "The bucket has not answered yet.");

        private static Content of(BackupCatalogue catalogue, RetentionPolicy policy, Set<BackupId> held) {
            List<BackupEntry.Complete> backups = catalogue
                    .complete()
                    .filter(backup -> backup.kind() != Kind.KEYS)
                    .toList();
            return new Content(
                    catalogue,
                    ExpiryPlan.going(policy, backups, held).stream()
                            .map(BackupEntry.Complete::id)
                            .collect(Collectors.toSet()),
                    "");
        }

        private Content with(String why) {
            return new Content(catalogue, going, why);
        }
    }

    Content look() {
        return reading()
                .completeOnTimeout(last, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** @throws io.talel.ops.backup.format.Damaged if it does not match its signature */
    Manifest manifest(BackupEntry.Complete backup) throws IOException {
        try (BackupContext backups = BackupContext.of(settings)) {
            return backups.archive().load(backup.kind(), backup.id());
        }
    }

    private synchronized CompletableFuture<Content> reading() {
        if (reading.isDone() && System.nanoTime() - readAt >= FRESH.toNanos()) {
            reading = CompletableFuture.supplyAsync(this::read, Thread::startVirtualThread);
        }
        return reading.copy();
    }

    private Content read() {
        try (BackupContext backups = BackupContext.of(settings)) {
            if (System.nanoTime() - forgottenAt > BELIEVED.toNanos()) {
                known = Map.of();
                forgottenAt = System.nanoTime();
            }
            BackupCatalogue catalogue = BackupCatalogue.of(backups.archive(), known);
            known = catalogue.complete().collect(Collectors.toMap(BackupEntry.Complete::id, Function.identity()));
            last = Content.of(
                    catalogue,
                    RetentionPolicy.of(settings.variables()),
                    new Holds(backups.archive().bucket()).all());
        } catch (IOException | RuntimeException e) {
            last = last.with("The content of the bucket is unknown at the moment: " + e.getMessage());
        }
        readAt = System.nanoTime();
        return last;
    }
}
