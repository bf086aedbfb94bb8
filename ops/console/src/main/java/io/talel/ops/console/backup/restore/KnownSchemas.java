package io.talel.ops.console.backup.restore;

import io.talel.ops.console.backup.archive.Manifest;
import io.talel.ops.console.command.Refused;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The tables that this software makes, by the versions of its migrations. */
final class KnownSchemas {

    private static final Map<String, String> MIGRATIONS =
            Map.of("event_store", "classpath*:db/event-store/", "auth", "classpath*:db/auth/");

    private static final Pattern VERSION = Pattern.compile("V([0-9.]+)__.*");

    private KnownSchemas() {}

    /** @throws Refused if it was made by a newer version than this one */
    static void require(Manifest manifest) throws IOException {
        for (var schema : manifest.schemas().entrySet()) {
            String migrations = MIGRATIONS.get(schema.getKey());
            if (migrations != null) {
                require(manifest, schema.getKey(), schema.getValue(), newest(migrations));
            }
        }
    }

    private static void require(Manifest manifest, String schema, String version, MigrationVersion known) {
        if (MigrationVersion.fromVersion(version).compareTo(known) > 0) {
            throw new Refused("backup %s was made by version %s, whose schema %s has version %s; this version knows %s"
                    .formatted(manifest.id(), manifest.application(), schema, version, known));
        }
    }

    private static MigrationVersion newest(String migrations) throws IOException {
        return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(migrations + "V*__*.sql"))
                .map(file -> VERSION.matcher(String.valueOf(file.getFilename())))
                .filter(Matcher::matches)
                .map(name -> MigrationVersion.fromVersion(name.group(1)))
                .max(Comparator.naturalOrder())
                .orElse(MigrationVersion.EMPTY);
    }
}
