package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes the objects of stored backups, and expects a verification to find that. */
final class BackupObjects {

    private final BackedUp database;

    BackupObjects(BackedUp database) {
        this.database = database;
    }

    Result verify(String... options) {
        List<String> command = new ArrayList<>(List.of("backup", "verify"));
        command.addAll(List.of(options));
        return database.run(command.toArray(String[]::new));
    }

    /** A shallow and a deep verification both report the damage on one line. */
    void assertDamaged(Manifest backup, String... named) {
        for (Result result : List.of(verify(), verify("--deep"))) {
            assertThat(result.code()).isEqualTo(ExitCode.FAILED);
            assertThat(result.out()).doesNotContain("is whole");
            assertThat(result.err().lines()).anySatisfy(line -> assertThat(line)
                    .startsWith("talelio: backup %s is damaged: ".formatted(backup.id()))
                    .contains(named));
        }
    }

    byte[] content(Manifest backup, String object) throws IOException {
        return database.bucket()
                .find(backup.directory() + object, Chunk.MAX_SIZE)
                .orElseThrow();
    }

    void change(Manifest backup, String object, UnaryOperator<byte[]> change) throws IOException {
        replace(backup.directory() + object, change.apply(content(backup, object)));
    }

    void replace(String key, byte[] content) throws IOException {
        database.bucket().delete(key);
        database.bucket().create(key, content);
    }

    static String line(Manifest backup, String problem) {
        return "talelio: backup %s is damaged: %s".formatted(backup.id(), problem);
    }

    static Chunk events(Manifest backup) {
        return backup.tables().stream()
                .filter(table -> table.name().equals(DumpedTable.EVENTS))
                .findFirst()
                .orElseThrow()
                .chunks()
                .getFirst();
    }

    static Manifest with(Manifest manifest, String application, List<DumpedTable> tables) {
        return new Manifest(
                manifest.format(),
                manifest.id(),
                manifest.kind(),
                manifest.parent(),
                manifest.lineage(),
                manifest.ancestors(),
                application,
                manifest.schemas(),
                manifest.server(),
                manifest.cluster(),
                manifest.startedAt(),
                manifest.snapshotAt(),
                manifest.finishedAt(),
                manifest.encryption(),
                manifest.events(),
                manifest.sequences(),
                tables,
                manifest.hashChain(),
                manifest.images(),
                manifest.keys(),
                manifest.keyless());
    }

    static byte[] flippedInTheMiddle(byte[] content) {
        byte[] flipped = content.clone();
        flipped[flipped.length / 2] ^= 1;
        return flipped;
    }
}
