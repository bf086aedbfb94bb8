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

    private static final String TABLES = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = ?";

    private final String applicationRole;

    /** @param applicationRole the role that may change the rows of the tables and read the views */
    public GenerationSchema(String applicationRole) {
        this.applicationRole = applicationRole;
    }

    /** Creates the schema of a generation with its empty tables, which have no index but their keys. */
    public void createTables(Connection owner, Generation generation) throws SQLException {
        run(owner, generation, "tables.sql");
    }

    /** The statements that make the other indexes, and tell the planner what it has got. */
    public String indexes(Generation generation) {
        return read(path(generation, "indexes.sql")).replace("${schema}", generation.schema());
    }

    /** Lets the stable views show this generation. */
    public void expose(Connection owner, Generation generation) throws SQLException {
        run(owner, generation, "views.sql");
    }

    /** Makes the views that are made of those views, if there are any; they change with the code only. */
    public void join(Connection owner, Generation generation) throws SQLException {
        if (new ClassPathResource(path(generation, "joins.sql")).exists()) {
            run(owner, generation, "joins.sql");
        }
    }

    /** Removes the tables of a generation; it fails if a view shows one of them. */
    public static void drop(Connection owner, Generation generation) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            for (String table : tables(owner, generation)) {
                statement.execute("DROP TABLE %s.%s RESTRICT".formatted(generation.schema(), table));
            }
            statement.execute("DROP SCHEMA IF EXISTS %s RESTRICT".formatted(generation.schema()));
        }
    }

    private static List<String> tables(Connection owner, Generation generation) throws SQLException {
        try (PreparedStatement select = owner.prepareStatement(TABLES)) {
            select.setString(1, generation.schema());
            try (ResultSet row = select.executeQuery()) {
                List<String> tables = new ArrayList<>();
                while (row.next()) {
                    tables.add(row.getString(1));
                }
                return tables;
            }
        }
    }

    private static String path(Generation generation, String file) {
        return "db/generation/" + generation.projection() + "/" + file;
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
