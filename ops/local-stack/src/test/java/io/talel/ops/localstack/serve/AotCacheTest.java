package io.talel.ops.localstack.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

    @TempDir
    private Path directory;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        jar = Files.createFile(directory.resolve("api.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    }

    @Test
    void a_cache_whose_copy_broke_off_is_not_used_and_the_next_one_is() throws IOException {
        assertThatThrownBy(() -> AotCache.put(brokenOff(), jar)).hasMessage("killed");
        assertThat(AotCache.flags(List.of("-jar", jar.toString()))).isEmpty();

        AotCache.put(bytes("whole"), jar);

        assertThat(AotCache.flags(List.of("-jar", jar.toString())))
                .contains("-XX:AOTCache=" + directory.resolve("api.aot"));
        assertThat(directory.resolve("api.aot")).hasContent("whole");
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    private static InputStream brokenOff() {
        return new SequenceInputStream(bytes("who"), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("killed");
            }
        });
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
