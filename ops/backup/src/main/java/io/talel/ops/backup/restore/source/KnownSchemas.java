package io.talel.ops.backup.restore.source;

import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.schema.Schema;
import java.io.IOException;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;

/** Versions of the schemas that this software creates. */
final class KnownSchemas {

    private static final List<Schema> RESTORED = List.of(Schema.EVENT_STORE, Schema.AUTH);

    private KnownSchemas() {}

    /** @throws Refused if the backup was made with a newer schema */
    static void require(Manifest manifest) throws IOException {
        for (Schema schema : RESTORED) {
            String version = manifest.schemas().get(schema.toString());
            MigrationVersion known = schema.known().last();
            if (version != null && MigrationVersion.fromVersion(version).compareTo(known) > 0) {
                throw new Refused(
                        "backup %s was made by version %s, whose schema %s has version %s; this version knows %s"
                                .formatted(manifest.id(), manifest.application(), schema, version, known));
            }
        }
    }
}
