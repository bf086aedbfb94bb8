package io.talel.ops.console.imports;

import io.talel.ops.backup.outcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Tables of the replaced service, as its database wrote them into files. */
public interface OldTables {

    @FunctionalInterface
    interface RowReader {
        void read(OldRow row) throws SQLException, IOException;
    }

    /** A table that is imported, with its columns that are read. */
    enum Table {
        ACCOUNT("id", "created_at", "updated_at", "email", "password", "verified"),
        USER("id", "account_id", "username", "location", "avatar_url"),
        ARTICLE(
                "id",
                "user_id",
                "created_at",
                "title",
                "slug",
                "body",
                "html",
                "meta_description",
                "table_of_contents",
                "featured_image");

        private final Set<String> columns;

        Table(String... columns) {
            this.columns = Set.of(columns);
        }

        /** Name in the database. */
        String title() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws Refused if a column is missing */
        void requireColumns(Collection<String> there) {
            Set<String> missing = new TreeSet<>(columns);
            missing.removeAll(there);
            if (!missing.isEmpty()) {
                throw new Refused("the table %s has no column %s".formatted(title(), String.join(", ", missing)));
            }
        }
    }

    /**
     * Reads a table from its beginning, and its file to the end.
     *
     * @throws Refused if the file lacks the table, or ends early
     */
    void each(Table table, RowReader reader) throws SQLException, IOException;

    /** @param path a file of pg_dump, or a directory with a file of CSV for each table */
    static OldTables at(Path path) {
        return Files.isDirectory(path) ? new CsvTables(path) : new PlainDump(path);
    }
}
