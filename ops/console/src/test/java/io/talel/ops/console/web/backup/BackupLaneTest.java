package io.talel.ops.console.web.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Entry;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.runs.Proofs.Proof;
import io.talel.ops.console.web.backup.StoredBackup.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackupLaneTest {

    private static final Instant NIGHT = Instant.parse("2026-11-24T02:00:00Z");
    private static final UUID LINEAGE = new UUID(0, 7);

    @Test
    void a_few_backups_have_a_sign_each() {
        assertThat(lane(7).signs()).hasSize(8).allMatch(sign -> sign.count() == 1);
    }

    @Test
    void a_day_of_backups_every_five_minutes_is_one_sign_and_the_newest_stays_alone() {
        List<BackupSign> signs = lane(300).signs();

        assertThat(signs).extracting(BackupSign::count).containsExactly(1, 263, 36, 1);
        assertThat(signs.getLast().newest().kind()).isEqualTo("incremental");
    }

    @Test
    void what_is_damaged_is_never_hidden_among_others() {
        List<StoredBackup> backups = IntStream.rangeClosed(0, 100)
                .mapToObj(number -> backup(number, number == 50 ? State.DAMAGED : State.VERIFIED))
                .toList();

        assertThat(BackupLane.of("a chain", backups).signs())
                .extracting(BackupSign::count)
                .containsExactly(1, 49, 1, 49, 1);
    }

    private static BackupLane lane(int incremental) {
        return BackupLane.of(
                "a chain",
                IntStream.rangeClosed(0, incremental)
                        .mapToObj(number -> backup(number, State.UNPROVEN))
                        .toList());
    }

    private static StoredBackup backup(int number, State state) {
        Instant at = NIGHT.plus(Duration.ofMinutes(5L * number));
        BackupId id = BackupId.at(at, new Random(number));
        Kind kind = number == 0 ? Kind.FULL : Kind.INCREMENTAL;
        return new StoredBackup(
                id,
                new Entry.Complete(id, kind, null, LINEAGE, at, 10, 10L * number, 2_000, "key"),
                state,
                new Proof(null, null),
                false,
                "");
    }
}
