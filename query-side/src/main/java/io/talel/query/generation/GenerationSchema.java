package io.talel.query.generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.core.io.ClassPathResource;

/** Makes the tables of a generation and the views in front of it, from {@code db/generation/<projection>/*.sql}. */
final class GenerationSchema {

    /** PostgreSQL lists the compressions that it was built with; {@code lz4} is twice as fast as its own {@code pglz}. */
    private static final String HAS_LZ4 =
            "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'";

    private final String applicationRole;

    /** @param applicationRole the role that may change the rows of the tables and read the views */
    GenerationSchema(String applicationRole) {
        this.applicationRole = applicationRole;
    }

    /** Creates the schema of a generation with its empty tables. */
    void createTables(Connection owner, Generation generation) throws SQLException {
        run(owner, generation, "tables.sql");
    }

    /** Lets the stable views show this generation. */
    void expose(Connection owner, Generation generation) throws SQLException {
        run(owner, generation, "views.sql");
    }

    private void run(Connection owner, Generation generation, String file) throws SQLException {
        String sql = read("db/generation/" + generation.projection() + "/" + file)
                .replace("${schema}", generation.schema())
                .replace("${application}", applicationRole)
                .replace("${compression}", compression(owner));
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
