package io.talel.ops.backup.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private static final BackupId ID = new BackupId("20261125T103000123Z-7f3a21bc");

    @Test
    void a_manifest_reads_as_it_was_written() throws Damaged {
        Manifest keys = manifest(Kind.KEYS, 3L, "auth.credential");
        Manifest full = manifest(Kind.FULL, null, "auth.session_end");

        assertThat(Manifest.of(ID, keys.json())).isEqualTo(keys);
        assertThat(Manifest.of(ID, full.json())).isEqualTo(full);
    }

    @Test
    void keys_that_do_not_count_the_persons_without_one_are_damaged() {
        byte[] json = manifest(Kind.KEYS, null, "auth.credential").json();

        assertThatThrownBy(() -> Manifest.of(ID, json))
                .isInstanceOf(Damaged.class)
                .hasMessage(
                        "backup 20261125T103000123Z-7f3a21bc is damaged: its manifest does not say how many persons lack a key");
    }

    @Test
    void a_backup_of_events_with_credentials_is_damaged() {
        byte[] json = manifest(Kind.FULL, null, "auth.credential").json();

        assertThatThrownBy(() -> Manifest.of(ID, json))
                .isInstanceOf(Damaged.class)
                .hasMessage(
                        "backup 20261125T103000123Z-7f3a21bc is damaged: it holds auth.credential, which belongs with the keys");
    }

    private static Manifest manifest(Kind kind, @Nullable Long keyless, String table) {
        Instant time = ID.time();
        return new Manifest(
                Manifest.FORMAT,
                ID,
                kind,
                null,
                new UUID(1, 2),
                List.of(),
                "1.0",
                new TreeMap<>(),
                "18.1",
                null,
                time,
                time,
                time,
                null,
                kind == Kind.KEYS ? null : EventRange.none(),
                Collections.emptySortedMap(),
                List.of(new DumpedTable(table, List.of(), 0, List.of())),
                HashChain.over(HashChain.startOf(ID), List.of()),
                null,
                null,
                keyless);
    }
}
