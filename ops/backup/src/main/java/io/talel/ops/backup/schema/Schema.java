package io.talel.ops.backup.schema;

import io.talel.ops.backup.store.Database;
import io.talel.ops.backup.store.Rows;
import io.talel.ops.backup.store.Settings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;

/** A schema that Flyway migrates. */
public enum Schema {
    /** Includes the schemas {@code claims}, {@code personal} and {@code operations}. */
    EVENT_STORE("event_store", "db/event-store", Settings::eventStore),
    AUTH("auth", "db/auth", Settings::eventStore),
    READ_MODEL("read_model", "db/read-model", Settings::readModel);

    private static final Pattern MIGRATION = Pattern.compile("/V([0-9.]+)__[^/]*\\.sql$");

    private static final String HISTORY = "SELECT to_regclass('%s.flyway_schema_history') IS NOT NULL";

    private static final String APPLIED =
            "SELECT version FROM %s.flyway_schema_history WHERE success AND version IS NOT NULL";

    private static final String FAILED = "SELECT description FROM %s.flyway_schema_history WHERE NOT success";

    private final String sql;
    private final String location;
    private final Function<Settings, Database> database;

    Schema(String sql, String location, Function<Settings, Database> database) {
        this.sql = sql;
        this.location = location;
        this.database = database;
    }

    /** Name in the database. */
    @Override
    public String toString() {
        return sql;
    }

    public Database database(Settings settings) {
        return database.apply(settings);
    }

    /** @param owner connection that may read Flyway's table */
    public SchemaVersions in(Connection owner) throws SQLException, IOException {
        SortedSet<MigrationVersion> known = known();
        boolean there = Rows.is(owner, HISTORY.formatted(sql));
        if (!there) {
            return new SchemaVersions(false, known, new TreeSet<>(), List.of());
        }
        return new SchemaVersions(
                true,
                known,
                new TreeSet<>(Rows.list(
                        owner, APPLIED.formatted(sql), row -> MigrationVersion.fromVersion(row.getString(1)))),
                Rows.texts(owner, FAILED.formatted(sql)));
    }

    /** Whether a migration failed; an unfinished restore marks its target by one. */
    public boolean hasFailed(Connection owner) throws SQLException {
        return !Rows.texts(owner, FAILED.formatted(sql)).isEmpty();
    }

    /** Versions of the migrations in this software. */
    public SortedSet<MigrationVersion> known() throws IOException {
        return files(Schema.class.getClassLoader(), location).stream()
                .map(MIGRATION::matcher)
                .filter(Matcher::find)
                .map(file -> MigrationVersion.fromVersion(file.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Paths of the files at this location in all directories and jars of the class path. */
    static List<String> files(ClassLoader classPath, String location) throws IOException {
        List<String> files = new ArrayList<>();
        for (URL directory : Collections.list(classPath.getResources(location + "/"))) {
            if (directory.openConnection() instanceof JarURLConnection jar) {
                jar.getJarFile().stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.startsWith(location + "/"))
                        .forEach(files::add);
            } else {
                try (Stream<Path> listed = Files.list(Path.of(URI.create(directory.toString())))) {
                    listed.map(Path::toString).forEach(files::add);
                }
            }
        }
        if (files.isEmpty()) {
            throw new FileNotFoundException("no migrations in " + location + " on the class path");
        }
        return files;
    }
}
