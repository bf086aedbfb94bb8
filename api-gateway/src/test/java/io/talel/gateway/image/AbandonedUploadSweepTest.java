package io.talel.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedUploadSweepTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    @TempDir
    private Path parent;

    @Test
    void what_killed_nodes_left_is_removed_and_uploads_of_other_nodes_stay() throws IOException {
        Path left = directory("talelio-upload-1", Duration.ofHours(25));
        Path running = directory("talelio-upload-2", Duration.ofHours(2));
        Path foreign = directory("other-upload-3", Duration.ofDays(9));
        new AbandonedUploadSweep(Clock.fixed(NOW, ZoneOffset.UTC), parent);
        assertThat(left).doesNotExist();
        assertThat(running).isDirectoryContaining("glob:**/0");
        assertThat(foreign).isDirectoryContaining("glob:**/0");
    }

    private Path directory(String name, Duration age) throws IOException {
        Path directory = Files.createDirectory(parent.resolve(name));
        Files.writeString(directory.resolve("0"), "x");
        return Files.setLastModifiedTime(directory, FileTime.from(NOW.minus(age)));
    }
}
