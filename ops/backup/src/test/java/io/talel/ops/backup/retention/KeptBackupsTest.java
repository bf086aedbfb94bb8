package io.talel.ops.backup.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.BackupEntry;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptBackupsTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z-'").withZone(ZoneOffset.UTC);
    private static final UUID LINEAGE = new UUID(0, 1);

    @Test
    void of_a_full_one_every_night_for_two_years_the_last_days_weeks_and_months_are_left() {
        List<BackupEntry.Complete> nightly = IntStream.range(0, 730)
                .mapToObj(night -> full(NOON.minus(Duration.ofDays(night)), night))
                .toList();

        assertThat(days(nightly, KeptBackups.kept(RetentionPolicy.DEFAULT, nightly, Set.of())))
                .containsExactly(
                        "2025-12-31",
                        "2026-01-31",
                        "2026-02-28",
                        "2026-03-31",
                        "2026-04-30",
                        "2026-05-31",
                        "2026-06-30",
                        "2026-07-31",
                        "2026-08-31",
                        "2026-09-30",
                        "2026-10-31",
                        "2026-11-01",
                        "2026-11-08",
                        "2026-11-15",
                        "2026-11-19",
                        "2026-11-20",
                        "2026-11-21",
                        "2026-11-22",
                        "2026-11-23",
                        "2026-11-24",
                        "2026-11-25");
    }

    @Test
    void two_full_ones_are_left_even_where_one_chain_has_every_day() {
        List<BackupEntry.Complete> backups = new ArrayList<>();
        backups.add(full(NOON.minus(Duration.ofHours(3)), 1));
        backups.add(full(NOON.minus(Duration.ofHours(2)), 2));
        backups.add(full(NOON.minus(Duration.ofHours(1)), 3));
        backups.add(next(backups.getLast(), NOON, 4));

        assertThat(KeptBackups.kept(RetentionPolicy.DEFAULT, backups, Set.of()))
                .containsExactlyInAnyOrder(
                        backups.get(1).id(), backups.get(2).id(), backups.get(3).id());
    }

    @Test
    void what_lost_its_parent_stays_and_takes_no_place_of_a_day() {
        BackupEntry.Complete lost = full(NOON.minus(Duration.ofHours(4)), 1);
        BackupEntry.Complete orphan = next(lost, NOON, 2);
        BackupEntry.Complete whole = full(NOON.minus(Duration.ofHours(1)), 3);

        assertThat(KeptBackups.kept(RetentionPolicy.DEFAULT, List.of(orphan, whole), Set.of()))
                .containsExactlyInAnyOrder(orphan.id(), whole.id());
    }

    @Property(tries = 500)
    void what_is_left_can_be_restored(
            @ForAll("backups") List<BackupEntry.Complete> backups,
            @ForAll("rules") RetentionPolicy policy,
            @ForAll Random random) {
        Set<BackupId> held = backups.stream()
                .filter(_ -> random.nextInt(10) == 0)
                .map(BackupEntry.Complete::id)
                .collect(Collectors.toSet());
        Set<BackupId> kept = KeptBackups.kept(policy, backups, held);

        assertThat(kept).containsAll(held);

        assertThat(backups.stream().filter(KeptBackupsTest::isFull).filter(full -> kept.contains(full.id())))
                .hasSizeGreaterThanOrEqualTo((int) Math.min(
                        policy.fulls(),
                        backups.stream().filter(KeptBackupsTest::isFull).count()));
        Set<BackupId> there = backups.stream().map(BackupEntry.Complete::id).collect(Collectors.toSet());
        assertThat(backups.stream()
                        .filter(child -> kept.contains(child.id()) && child.parent() != null)
                        .map(BackupEntry.Complete::parent)
                        .filter(there::contains))
                .allMatch(kept::contains);
        backups.stream()
                .max(Comparator.comparing(BackupEntry.Complete::snapshotAt).thenComparing(BackupEntry.Complete::id))
                .ifPresent(newest -> assertThat(kept).contains(newest.id()));
    }

    @Property(tries = 500)
    void a_second_time_nothing_goes(@ForAll("backups") List<BackupEntry.Complete> backups) {
        Set<BackupId> kept = KeptBackups.kept(RetentionPolicy.DEFAULT, backups, Set.of());

        List<BackupEntry.Complete> left =
                backups.stream().filter(backup -> kept.contains(backup.id())).toList();
        assertThat(KeptBackups.kept(RetentionPolicy.DEFAULT, left, Set.of())).isEqualTo(kept);
    }

    @Provide
    Arbitrary<RetentionPolicy> rules() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.integers().between(0, 14),
                        Arbitraries.integers().between(1, 4))
                .as(RetentionPolicy::new);
    }

    /** Chains of up to twelve backups over two years; some lack one of their backups. */
    @Provide
    Arbitrary<List<BackupEntry.Complete>> backups() {
        Arbitrary<List<BackupEntry.Complete>> chain = Combinators.combine(
                        Arbitraries.integers().between(0, 2 * 365 * 24),
                        Arbitraries.integers()
                                .between(1, 30)
                                .list()
                                .ofMinSize(0)
                                .ofMaxSize(11),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.randoms())
                .as(KeptBackupsTest::chain);
        return chain.list()
                .ofMaxSize(60)
                .map(chains -> chains.stream().flatMap(List::stream).toList());
    }

    /** @param lost index of the missing backup; beyond the end for none */
    private static List<BackupEntry.Complete> chain(int hour, List<Integer> pauses, int lost, Random random) {
        List<BackupEntry.Complete> chain = new ArrayList<>();
        Instant at = NOON.minus(Duration.ofHours(hour));
        chain.add(full(at, random.nextInt()));
        for (int pause : pauses) {
            at = at.plus(Duration.ofHours(pause));
            chain.add(next(chain.getLast(), at, random.nextInt()));
        }
        if (lost < chain.size()) {
            chain.remove(lost);
        }
        return chain;
    }

    private static BackupEntry.Complete full(Instant at, int number) {
        return backup(Kind.FULL, null, at, number);
    }

    private static BackupEntry.Complete next(BackupEntry.Complete parent, Instant at, int number) {
        return backup(Kind.INCREMENTAL, parent.id(), at, number);
    }

    private static BackupEntry.Complete backup(Kind kind, @Nullable BackupId parent, Instant at, int number) {
        BackupId id = new BackupId(NAME.format(at) + "%08x".formatted(number));
        return new BackupEntry.Complete(id, kind, parent, LINEAGE, at, 1, 1, 1, null, null);
    }

    private static boolean isFull(BackupEntry.Complete backup) {
        return backup.kind() == Kind.FULL;
    }

    private static Stream<String> days(List<BackupEntry.Complete> backups, Set<BackupId> kept) {
        return backups.stream()
                .filter(backup -> kept.contains(backup.id()))
                .map(backup ->
                        LocalDate.ofInstant(backup.snapshotAt(), ZoneOffset.UTC).toString())
                .sorted();
    }
}
