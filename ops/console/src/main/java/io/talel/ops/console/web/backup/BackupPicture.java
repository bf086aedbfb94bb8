package io.talel.ops.console.web.backup;

import io.talel.ops.backup.archive.Entry;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All backups as the page shows them.
 *
 * @param all the newest first
 * @param backups those but the keys
 * @param keys the newest backup of the keys of personal data; null if there is none
 * @param lanes the newest chain first; at the end what is part of none
 */
record BackupPicture(
        List<StoredBackup> all,
        List<StoredBackup> backups,
        @Nullable StoredBackup keys,
        List<BackupLane> lanes) {

    private static final int DAMAGED = 5;

    static BackupPicture of(Shelf.Content content, Connection eventStore) throws SQLException {
        List<StoredBackup> all = BackupKnowledge.of(content, eventStore).all();
        List<StoredBackup> backups =
                all.stream().filter(backup -> !isKeys(backup)).toList();
        @Nullable StoredBackup keys =
                all.stream().filter(BackupPicture::isKeys).findFirst().orElse(null);
        return new BackupPicture(all, backups, keys, lanes(backups));
    }

    private static boolean isKeys(StoredBackup backup) {
        return backup.made() != null && backup.made().kind() == Kind.KEYS;
    }

    /** What is wrong, the oldest first, as it may be why the others are, and not more than a person reads. */
    public List<StoredBackup> damaged() {
        return all.reversed().stream()
                .filter(backup -> backup.state() == StoredBackup.State.DAMAGED)
                .limit(DAMAGED)
                .toList();
    }

    /** Also of keys. */
    Optional<StoredBackup> find(String id) {
        return all.stream().filter(backup -> backup.id().value().equals(id)).findFirst();
    }

    /** What it takes to restore it, the oldest first, as far as it is there. */
    List<StoredBackup> chain(StoredBackup last) {
        List<StoredBackup> chain = new ArrayList<>();
        Optional<StoredBackup> next = Optional.of(last);
        while (next.isPresent()) {
            chain.addFirst(next.get());
            next = next.map(StoredBackup::made).map(Entry.Complete::parent).flatMap(parent -> find(parent.value()));
        }
        return chain;
    }

    /** Those from one on to older ones. */
    List<StoredBackup> from(@Nullable BackupId newest) {
        return newest == null
                ? backups
                : backups.stream()
                        .filter(backup -> backup.id().compareTo(newest) <= 0)
                        .toList();
    }

    private static List<BackupLane> lanes(List<StoredBackup> newestFirst) {
        Map<BackupId, Entry.Complete> made = newestFirst.stream()
                .flatMap(backup -> Stream.ofNullable(backup.made()))
                .collect(Collectors.toMap(Entry.Complete::id, Function.identity()));
        Map<BackupId, List<StoredBackup>> chains = new LinkedHashMap<>();
        List<StoredBackup> strays = new ArrayList<>();
        for (StoredBackup backup : newestFirst) {
            if (backup.made() == null) {
                strays.addFirst(backup);
            } else {
                chains.computeIfAbsent(beginning(made, backup.made()).id(), _ -> new ArrayList<>())
                        .addFirst(backup);
            }
        }
        boolean several =
                made.values().stream().map(Entry.Complete::lineage).distinct().count() > 1;
        List<BackupLane> lanes = new ArrayList<>();
        chains.forEach((_, backups) -> lanes.add(BackupLane.of(title(backups, several), backups)));
        addStrays(lanes, strays);
        return lanes;
    }

    /** What is being made at this moment comes first. */
    private static void addStrays(List<BackupLane> lanes, List<StoredBackup> strays) {
        Map<Boolean, List<StoredBackup>> byPromise = strays.stream()
                .collect(Collectors.partitioningBy(backup -> backup.state() == StoredBackup.State.BEING_MADE));
        byPromise.forEach((promising, backups) -> {
            if (!backups.isEmpty() && promising) {
                lanes.addFirst(BackupLane.of("In the making", backups));
            } else if (!backups.isEmpty()) {
                lanes.add(BackupLane.of("Not complete, or not what was written", backups));
            }
        });
    }

    /** The full backup that it goes back to, or the last that is there on the way. */
    private static Entry.Complete beginning(Map<BackupId, Entry.Complete> made, Entry.Complete backup) {
        Entry.Complete next = backup;
        while (next.parent() != null && made.containsKey(next.parent())) {
            next = made.get(next.parent());
        }
        return next;
    }

    /** @param several whether the bucket has backups of more than one database */
    private static String title(List<StoredBackup> chain, boolean several) {
        Entry.Complete first = Objects.requireNonNull(chain.getFirst().made());
        String full = first.kind() == Kind.FULL ? "A full one" : "The full one is missing";
        int incremental = first.kind() == Kind.FULL ? chain.size() - 1 : chain.size();
        return "%s%s%s"
                .formatted(
                        full,
                        incremental == 0 ? "" : " and %d incremental".formatted(incremental),
                        several
                                ? ", of the database "
                                        + first.lineage().toString().substring(0, 8)
                                : "");
    }
}
