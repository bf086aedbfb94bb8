package io.talel.ops.backup.retention;

import io.talel.ops.backup.archive.BackupEntry.Complete;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which backups of one database are kept: the newest one; the newest one of each of the last days, weeks and
 * months that have one (UTC, ISO weeks); some full ones; those on hold; and everything that these build on. Also keeps
 * a backup that lacks a parent: it cannot be restored, and somebody should find out why.
 */
final class KeptBackups {

    private final RetentionPolicy policy;
    private final Map<BackupId, Complete> backups;
    private final List<Complete> usable;

    private KeptBackups(RetentionPolicy policy, Collection<Complete> backups) {
        this.policy = policy;
        this.backups = backups.stream().collect(Collectors.toMap(Complete::id, Function.identity()));
        this.usable = backups.stream()
                .filter(backup -> beginning(backup) != null)
                .sorted(Comparator.comparing(Complete::snapshotAt)
                        .thenComparing(Complete::id)
                        .reversed())
                .toList();
    }

    /**
     * @param backups all backups of one database
     * @param held backups on hold, of this and other databases
     */
    static Set<BackupId> kept(RetentionPolicy policy, Collection<Complete> backups, Set<BackupId> held) {
        return new KeptBackups(policy, backups).kept(held);
    }

    private Set<BackupId> kept(Set<BackupId> held) {
        Set<BackupId> kept = new HashSet<>();
        usable.stream().limit(1).forEach(newest -> keepWithAncestors(kept, newest));
        keepNewest(kept, policy.days(), day -> day);
        keepNewest(kept, policy.weeks(), KeptBackups::week);
        keepNewest(kept, policy.months(), YearMonth::from);
        backups.values().stream()
                .filter(backup -> held.contains(backup.id()))
                .forEach(backup -> keepWithAncestors(kept, backup));
        usable.stream()
                .filter(backup -> backup.kind() == Kind.FULL)
                .sorted(Comparator.comparing(backup -> !kept.contains(backup.id())))
                .limit(policy.fulls())
                .forEach(full -> kept.add(full.id()));
        backups.values().stream()
                .filter(backup -> beginning(backup) == null)
                .forEach(unusable -> keepWithAncestors(kept, unusable));
        return kept;
    }

    private <P> void keepNewest(Set<BackupId> kept, int periods, Function<LocalDate, P> period) {
        Map<P, Complete> newest = new LinkedHashMap<>();
        usable.forEach(backup -> newest.putIfAbsent(period.apply(date(backup.snapshotAt())), backup));
        newest.values().stream().limit(periods).forEach(backup -> keepWithAncestors(kept, backup));
    }

    private void keepWithAncestors(Set<BackupId> kept, Complete backup) {
        @Nullable Complete next = backup;
        while (next != null && kept.add(next.id())) {
            next = parent(next);
        }
    }

    /** The full backup of its chain; null if a backup in between is missing. */
    private @Nullable BackupId beginning(Complete backup) {
        @Nullable Complete next = backup;
        Set<BackupId> seen = new HashSet<>();
        while (next != null && seen.add(next.id())) {
            if (next.kind() == Kind.FULL) {
                return next.id();
            }
            next = parent(next);
        }
        return null;
    }

    private @Nullable Complete parent(Complete backup) {
        return backup.parent() == null ? null : backups.get(backup.parent());
    }

    private static LocalDate date(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static String week(LocalDate date) {
        return date.get(IsoFields.WEEK_BASED_YEAR) + "-" + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }
}
