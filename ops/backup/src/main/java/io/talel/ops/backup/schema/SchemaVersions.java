package io.talel.ops.backup.schema;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Migrations of one schema in one database.
 *
 * @param there whether any migration has run
 * @param known versions in this software
 * @param failed descriptions of failed migrations; an unfinished restore is marked by one
 */
public record SchemaVersions(
        boolean there, SortedSet<MigrationVersion> known, SortedSet<MigrationVersion> applied, List<String> failed) {

    public SchemaVersions {
        known = new TreeSet<>(known);
        applied = new TreeSet<>(applied);
        failed = List.copyOf(failed);
    }

    /** Versions that this software would apply; none if the database has this version or a newer one. */
    public SortedSet<MigrationVersion> missing() {
        return without(known, applied);
    }

    /** Versions that only a newer version of this software knows. */
    public SortedSet<MigrationVersion> unknown() {
        return without(applied, known);
    }

    public boolean isCurrent() {
        return isCurrentOrNewer() && unknown().isEmpty();
    }

    /** Whether everything is there that this software uses, since migrations only add. */
    public boolean isCurrentOrNewer() {
        return there && failed.isEmpty() && missing().isEmpty();
    }

    private static SortedSet<MigrationVersion> without(
            SortedSet<MigrationVersion> these, SortedSet<MigrationVersion> those) {
        SortedSet<MigrationVersion> rest = new TreeSet<>(these);
        rest.removeAll(those);
        return rest;
    }

    /** For people: 7, 8. */
    public static String words(SortedSet<MigrationVersion> versions) {
        return versions.stream().map(MigrationVersion::toString).collect(Collectors.joining(", "));
    }
}
