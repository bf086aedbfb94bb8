package io.talel.ops.console.web.backup;

import io.talel.ops.backup.Engine;
import io.talel.ops.backup.archive.Catalogue;
import io.talel.ops.backup.archive.Entry;
import io.talel.ops.backup.archive.Holds;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.retention.Expiry;
import io.talel.ops.backup.retention.RetentionRule;
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
 * What the bucket holds, as it was read last. Pages are asked for every second, hundreds of manifests take a while, and a
 * bucket that is away takes longer still: it is read apart, for all pages at once, and of what was read before only what is
 * new.
 */
public final class CachedCatalogue {

    /** How old what is shown may get before the bucket is asked again which backups there are. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    /** How long a manifest is believed to be what it was; it never changes, unless somebody does harm. */
    private static final Duration BELIEVED = Duration.ofMinutes(10);

    /** How long a page waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Settings settings;
    private CompletableFuture<Content> reading = CompletableFuture.completedFuture(Content.UNKNOWN);
    private volatile Content last = Content.UNKNOWN;
    private volatile long readAt = System.nanoTime() - FRESH.toNanos();
    private Map<BackupId, Entry.Complete> known = Map.of();
    private long forgottenAt = System.nanoTime();

    public CachedCatalogue(Settings settings) {
        this.settings = settings;
    }

    /**
     * What was found.
     *
     * @param going those that the next {@code backup expire} lets go
     * @param problem why it may be otherwise by now; empty if it was read
     */
    record Content(Catalogue catalogue, Set<BackupId> going, String problem) {

        private static final Content UNKNOWN =
                new Content(new Catalogue(List.of()), Set.of(), "The bucket has not answered yet.");

        private static Content of(Catalogue catalogue, RetentionRule rule, Set<BackupId> held) {
            List<Entry.Complete> backups = catalogue
                    .complete()
                    .filter(backup -> backup.kind() != Kind.KEYS)
                    .toList();
            return new Content(
                    catalogue,
                    Expiry.going(rule, backups, held).stream()
                            .map(Entry.Complete::id)
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

    /** @throws io.talel.ops.backup.format.Damaged if it is not what was signed */
    Manifest manifest(Entry.Complete backup) throws IOException {
        try (Engine backups = Engine.of(settings)) {
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
        try (Engine backups = Engine.of(settings)) {
            if (System.nanoTime() - forgottenAt > BELIEVED.toNanos()) {
                known = Map.of();
                forgottenAt = System.nanoTime();
            }
            Catalogue catalogue = Catalogue.of(backups.archive(), known);
            known = catalogue.complete().collect(Collectors.toMap(Entry.Complete::id, Function.identity()));
            last = Content.of(
                    catalogue,
                    RetentionRule.of(settings.variables()),
                    new Holds(backups.archive().bucket()).all());
        } catch (IOException | RuntimeException e) {
            last = last.with("What the bucket holds is not known at this moment: " + e.getMessage());
        }
        readAt = System.nanoTime();
        return last;
    }
}
