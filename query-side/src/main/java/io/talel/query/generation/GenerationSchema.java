package io.talel.query.generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** Makes the tables of a generation and the views in front of it, from {@code db/generation/<projection>/*.sql}. */
public final class GenerationSchema {

    /** PostgreSQL lists the compressions that it was built with; {@code lz4} is twice as fast as its own {@code pglz}. */
    private static final String HAS_LZ4 =
            "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'";

    private static final String COMPRESSION = "${compression}";

    private static final String COUNTING = "counting.sql";

    private static final String TABLES =
            "SELECT 'TABLE ' || format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = ?";

    private static final String FUNCTIONS =
            "SELECT 'FUNCTION ' || pg_proc.oid::regprocedure FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace"
                    + " WHERE nspname = ?";

    private static final String COUNTS_NOT = """
            SELECT NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = filled AND NOT tgisinternal)
            FROM to_regclass(? || '.' || ?) filled
            WHERE filled IS NOT NULL
            """;

    private final String applicationRole;

    /** @param applicationRole the role that may change the rows of the tables and read the views */
    public GenerationSchema(String applicationRole) {
        this.applicationRole = applicationRole;
    }

    /** Creates the schema of a generation with its empty tables, which have no index but their keys. */
    public void createTables(Connection owner, Generation generation) throws SQLException {
        run(owner, generation, "tables.sql");
        runIfThere(owner, generation, "counts.sql");
    }

    /** The statements that make the other indexes, tell the planner what it has got, and begin to count. */
    public String indexes(Generation generation) {
        String indexes = read(path(generation, "indexes.sql"));
        String counting = isThere(generation, COUNTING) ? read(path(generation, COUNTING)) : "";
        return (indexes + counting).replace("${schema}", generation.schema());
    }

    /**
     * Lets a filled generation of an earlier release count as those of this one do.
     *
     * @param table the table with its rows
     * @return whether it did not count before
     */
    boolean count(Connection owner, Generation generation, String table) throws SQLException {
        if (!isThere(generation, COUNTING) || !countsNot(owner, generation, table)) {
            return false;
        }
        run(owner, generation, "counts.sql");
        run(owner, generation, COUNTING);
        return true;
    }

    private static boolean countsNot(Connection owner, Generation generation, String table) throws SQLException {
        try (PreparedStatement select = owner.prepareStatement(COUNTS_NOT)) {
            select.setString(1, generation.schema());
            select.setString(2, table);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Lets the stable views show this generation. */
    public void expose(Connection owner, Generation generation) throws SQLException {
        run(owner, generation, "views.sql");
    }

    /** Makes the views that are made of those views, if there are any; they change with the code only. */
    public void join(Connection owner, Generation generation) throws SQLException {
        runIfThere(owner, generation, "joins.sql");
    }

    /** Removes a generation; it fails if a view shows one of its tables. */
    public static void drop(Connection owner, Generation generation) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (String kind : List.of(TABLES, FUNCTIONS)) {
                for (String part : parts(owner, kind, generation)) {
                    statement.execute("DROP %s RESTRICT".formatted(part));
                }
            }
            statement.execute("DROP SCHEMA IF EXISTS %s RESTRICT".formatted(generation.schema()));
        }
    }

    private static List<String> parts(Connection owner, String kind, Generation generation) throws SQLException {
        try (PreparedStatement select = owner.prepareStatement(kind)) {
            select.setString(1, generation.schema());
            try (ResultSet row = select.executeQuery()) {
                List<String> parts = new ArrayList<>();
                while (row.next()) {
                    parts.add(row.getString(1));
                }
                return parts;
            }
        }
    }

    private static String path(Generation generation, String file) {
        return "db/generation/" + generation.projection() + "/" + file;
    }

    private static boolean isThere(Generation generation, String file) {
        return new ClassPathResource(path(generation, file)).exists();
    }

    private void runIfThere(Connection owner, Generation generation, String file) throws SQLException {
        if (isThere(generation, file)) {
            run(owner, generation, file);
        }
    }

    private void run(Connection owner, Generation generation, String file) throws SQLException {
        String sql = read(path(generation, file))
                .replace("${schema}", generation.schema())
                .replace("${application}", applicationRole);
        if (sql.contains(COMPRESSION)) {
            sql = sql.replace(COMPRESSION, compression(owner));
        }
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String compression(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(HAS_LZ4)) {
            return row.next() && row.getBoolean(1) ? "lz4" : "pglz";
        }
    }

    private static String read(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
