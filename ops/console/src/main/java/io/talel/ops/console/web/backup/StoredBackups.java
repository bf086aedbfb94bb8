package io.talel.ops.console.web.backup;

import io.talel.ops.backup.archive.BackupEntry;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.runs.Proofs;
import io.talel.ops.backup.runs.Proofs.Proof;
import io.talel.ops.backup.runs.Run;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.verify.FoundDamage;
import io.talel.ops.console.web.backup.CachedCatalogue.Content;
import io.talel.ops.console.web.backup.StoredBackup.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Backups as the page shows them: combines the content of the bucket with the records in the database. */
final class StoredBackups {

    private static final int DAMAGED = 5;

    private final Content content;
    private final Proofs proofs;
    private final Map<BackupId, FoundDamage> damage;
    private final @Nullable Instant makingSince;

    /** The newest first. */
    private final List<StoredBackup> all = new ArrayList<>();

    private StoredBackups(
            Content content, Proofs proofs, Map<BackupId, FoundDamage> damage, @Nullable Instant makingSince) {
        this.content = content;
        this.proofs = proofs;
        this.damage = damage;
        this.makingSince = makingSince;
        // A parent is older than the backups that continue it.
        content.catalogue().entries().reversed().forEach(entry -> all.addFirst(of(entry)));
    }

    static StoredBackups of(Content content, Connection eventStore) throws SQLException {
        return new StoredBackups(
                content,
                Proofs.of(eventStore, content.catalogue().complete()),
                FoundDamage.all(eventStore).stream()
                        .collect(Collectors.toMap(FoundDamage::backup, Function.identity())),
                Runs.current(eventStore)
                        .filter(run -> Set.of(Task.FULL.toString(), Task.INCREMENTAL.toString())
                                .contains(run.task()))
                        .map(Run::startedAt)
                        .orElse(null));
    }

    /** A few damaged backups, the oldest first, since it may be why the others are damaged. */
    List<StoredBackup> damaged() {
        return all.reversed().stream()
                .filter(backup -> backup.state() == StoredBackup.State.DAMAGED)
                .limit(DAMAGED)
                .toList();
    }

    Optional<StoredBackup> find(String id) {
        return all.stream().filter(backup -> backup.id().value().equals(id)).findFirst();
    }

    /** The newest backup of the keys of personal data; null if there is none. */
    @Nullable StoredBackup keys() {
        return all.stream().filter(StoredBackups::isKeys).findFirst().orElse(null);
    }

    private static boolean isKeys(StoredBackup backup) {
        return backup.made() != null && backup.made().kind() == Kind.KEYS;
    }

    /** The existing backups of its chain, the oldest first. */
    List<StoredBackup> chain(StoredBackup last) {
        List<StoredBackup> chain = new ArrayList<>();
        Optional<StoredBackup> next = Optional.of(last);
        while (next.isPresent()) {
            chain.addFirst(next.get());
            next = next.map(StoredBackup::made)
                    .map(BackupEntry.Complete::parent)
                    .flatMap(parent -> find(parent.value()));
        }
        return chain;
    }

    /** Backups except keys, from the given one on to older ones; null for all. */
    List<StoredBackup> from(@Nullable BackupId newest) {
        return all.stream()
                .filter(backup -> !isKeys(backup))
                .filter(backup -> newest == null || backup.id().compareTo(newest) <= 0)
                .toList();
    }

    private StoredBackup of(BackupEntry entry) {
        return switch (entry) {
            case BackupEntry.Complete made -> {
                Proof proof = proofs.of(made.id());
                String wrong = wrong(made).orElse("");
                yield new StoredBackup(
                        made.id(),
                        made,
                        wrong.isEmpty() ? state(proof) : State.DAMAGED,
                        proof,
                        content.going().contains(made.id()),
                        wrong);
            }
            case BackupEntry.Unfinished unfinished ->
                new StoredBackup(
                        unfinished.id(),
                        null,
                        isBeingMade(unfinished) ? State.BEING_MADE : State.UNFINISHED,
                        proofs.of(unfinished.id()),
                        false,
                        "");
            case BackupEntry.Broken broken ->
                new StoredBackup(broken.id(), null, State.DAMAGED, proofs.of(broken.id()), false, broken.why());
        };
    }

    private boolean isBeingMade(BackupEntry.Unfinished unfinished) {
        return makingSince != null && !unfinished.id().time().isBefore(makingSince.truncatedTo(ChronoUnit.MILLIS));
    }

    private static State state(Proof proof) {
        if (proof.drilledAt() != null) {
            return State.DRILLED;
        }
        return proof.verifiedAt() == null ? State.UNPROVEN : State.VERIFIED;
    }

    private Optional<String> wrong(BackupEntry.Complete made) {
        return Optional.ofNullable(damage.get(made.id()))
                .map(FoundDamage::message)
                .or(() -> made.kind() == Kind.INCREMENTAL ? wrongBefore(made) : Optional.empty());
    }

    /** Damage of a parent is damage of the backup. */
    private Optional<String> wrongBefore(BackupEntry.Complete made) {
        @Nullable StoredBackup parent =
                made.parent() == null ? null : find(made.parent().value()).orElse(null);
        if (parent == null) {
            return Optional.of(
                    Damaged.sentence(made.id(), "backup %s, which it continues, is missing".formatted(made.parent())));
        }
        return parent.state() == State.DAMAGED
                ? Optional.of(
                        Damaged.sentence(made.id(), "backup %s, which it continues, is damaged".formatted(parent.id())))
                : Optional.empty();
    }
}
