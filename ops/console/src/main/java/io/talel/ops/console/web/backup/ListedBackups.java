package io.talel.ops.console.web.backup;

import io.talel.ops.backup.archive.Entry;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Backups as the page shows them.
 *
 * @param all the newest first
 * @param backups all except keys
 * @param keys the newest backup of the keys of personal data; null if there is none
 */
record ListedBackups(
        List<StoredBackup> all,
        List<StoredBackup> backups,
        @Nullable StoredBackup keys) {

    private static final int DAMAGED = 5;

    static ListedBackups of(CachedCatalogue.Content content, Connection eventStore) throws SQLException {
        List<StoredBackup> all = StoredBackups.of(content, eventStore).all();
        List<StoredBackup> backups =
                all.stream().filter(backup -> !isKeys(backup)).toList();
        @Nullable StoredBackup keys =
                all.stream().filter(ListedBackups::isKeys).findFirst().orElse(null);
        return new ListedBackups(all, backups, keys);
    }

    private static boolean isKeys(StoredBackup backup) {
        return backup.made() != null && backup.made().kind() == Kind.KEYS;
    }

    /** A few damaged backups, the oldest first, since it may be why the others are damaged. */
    public List<StoredBackup> damaged() {
        return all.reversed().stream()
                .filter(backup -> backup.state() == StoredBackup.State.DAMAGED)
                .limit(DAMAGED)
                .toList();
    }

    Optional<StoredBackup> find(String id) {
        return all.stream().filter(backup -> backup.id().value().equals(id)).findFirst();
    }

    /** The existing backups of its chain, the oldest first. */
    List<StoredBackup> chain(StoredBackup last) {
        List<StoredBackup> chain = new ArrayList<>();
        Optional<StoredBackup> next = Optional.of(last);
        while (next.isPresent()) {
            chain.addFirst(next.get());
            next = next.map(StoredBackup::made).map(Entry.Complete::parent).flatMap(parent -> find(parent.value()));
        }
        return chain;
    }

    /** Backups from the given one on to older ones. */
    List<StoredBackup> from(@Nullable BackupId newest) {
        return newest == null
                ? backups
                : backups.stream()
                        .filter(backup -> backup.id().compareTo(newest) <= 0)
                        .toList();
    }
}
