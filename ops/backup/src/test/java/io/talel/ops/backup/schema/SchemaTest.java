package io.talel.ops.backup.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

    @Test
    void migrations_are_found_in_directories_and_jars_and_nowhere_else(@TempDir Path directory) throws IOException {
        Path migrations = Files.createDirectories(directory.resolve("classes/db/log"));
        Files.createFile(migrations.resolve("V1__first.sql"));
        Path jar = directory.resolve("more.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of("db/log/", "db/log/V2__second.sql", "db/login/V3__other.sql")) {
                entries.putNextEntry(new JarEntry(name));
            }
        }
        URL[] classPath = {
            directory.resolve("classes").toUri().toURL(), jar.toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(classPath, null)) {
            assertThat(Schema.files(loader, "db/log"))
                    .contains(migrations.resolve("V1__first.sql").toString(), "db/log/V2__second.sql")
                    .noneMatch(file -> file.contains("login"));
            assertThatThrownBy(() -> Schema.files(loader, "db/lo")).hasMessageContaining("db/lo on the class path");
        }
    }
}
