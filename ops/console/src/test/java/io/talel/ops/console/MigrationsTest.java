package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A migration that has landed never changes: databases have run it, and Flyway refuses them otherwise. */
class MigrationsTest {

    private static final Path ROOT = Path.of("..", "..");

    private static final Path APPROVED = Path.of("src/test/resources/migrations/approved.sha256");

    private static final List<String> FOLDERS = List.of(
            "api-gateway/src/main/resources/db/auth",
            "command-side/src/main/resources/db/event-store",
            "query-side/src/main/resources/db/read-model");

    @Test
    void no_approved_migration_was_edited() throws Exception {
        assertThat(sums())
                .as("A new migration needs a line in %s (docs/evolution.md). Its diff shows added lines only", APPROVED)
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(APPROVED));
    }

    /** A statement that waits for a lock holds up all that come after it; a backup may hold a table for a long time. */
    @Test
    void no_migration_waits_for_a_table_for_long() {
        assertThat(FOLDERS).allSatisfy(folder -> assertThat(ROOT.resolve(folder).resolve("beforeEachMigrate.sql"))
                .content()
                .contains("SET lock_timeout = '1500ms';"));
    }

    private static List<String> sums() throws IOException, NoSuchAlgorithmException {
        List<String> sums = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                for (Path file : files.filter(MigrationsTest::hasVersion).toList()) {
                    byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                    sums.add(HexFormat.of().formatHex(sum) + "  " + folder + "/" + file.getFileName());
                }
            }
        }
        return sums;
    }

    /** Others are repeated when they change. */
    private static boolean hasVersion(Path file) {
        return file.getFileName().toString().startsWith("V");
    }
}
