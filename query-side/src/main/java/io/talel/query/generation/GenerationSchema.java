package io.talel.query.generation;

import io.talel.query.datasource.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** Creates the tables of a generation and the views in front of it, from {@code db/generation/<projection>/*.sql}. */
public final class GenerationSchema {

    /** PostgreSQL lists the compressions that it was built with; {@code lz4} is twice as fast as its own {@code pglz}. */
    private static final String HAS_LZ4 =
            "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'";

    private static final String COMPRESSION = "${compression}";

    private static final String TRIGGERS = "triggers.sql";

    /**
     * Views that earlier releases lack. Run before the view of the articles, as a statement that reads both locks them.
     */
    private static final String ADDED_VIEWS = "added-views.sql";

    private static final String TABLES =
            "SELECT 'TABLE ' || format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = ?";

    private static final String FUNCTIONS =
            "SELECT 'FUNCTION ' || pg_proc.oid::regprocedure FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace"
                    + " WHERE nspname = ?";

    /** Whether these views exist and read from the schema of a generation. */
    private static final String SHOW = """
            SELECT bool_and(EXISTS (
                SELECT FROM pg_depend
                JOIN pg_rewrite ON pg_rewrite.oid = pg_depend.objid AND pg_rewrite.ev_class = to_regclass(added.view)
                JOIN pg_class ON pg_class.oid = pg_depend.refobjid AND pg_class.relnamespace = to_regnamespace(?)
                WHERE pg_depend.classid = 'pg_rewrite'::regclass AND pg_depend.refclassid = 'pg_class'::regclass))
            FROM (VALUES ('read_model.author_articles'), ('read_model.own_article'), ('read_model.article_labels'),
                         ('read_model.tag_articles'), ('read_model.article_entry')) added (view)
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

    /** The statements that create the other indexes, analyse the tables and begin to count. */
    public String indexes(Generation generation) {
        String indexes = read(path(generation, "indexes.sql"));
        String triggers = isThere(generation, TRIGGERS) ? read(path(generation, TRIGGERS)) : "";
        return (indexes + triggers).replace("${schema}", generation.schema());
    }

    /** Lets the stable views show this generation. */
    public void expose(Connection owner, Generation generation) throws SQLException {
        runIfThere(owner, generation, ADDED_VIEWS);
        run(owner, generation, "views.sql");
    }

    /**
     * Lets the added views show this generation where they are missing or show another one, since releases without them leave
     * them as they are.
     */
    void exposeAdded(Connection owner, Generation generation) throws SQLException {
        if (isThere(generation, ADDED_VIEWS) && !addedShow(owner, generation)) {
            run(owner, generation, ADDED_VIEWS);
        }
    }

    private static boolean addedShow(Connection owner, Generation generation) throws SQLException {
        return Sql.first(owner, SHOW, (row, _) -> row.getBoolean(1), generation.schema())
                .orElseThrow();
    }

    /** Creates the views that join other views, if there are any; they change with the code only. */
    public void join(Connection owner, Generation generation) throws SQLException {
        runIfThere(owner, generation, "neighbours.sql");
    }

    /** Queues what is made from the rows of this generation, for example the words of searches. */
    public void makeDerived(Connection owner, Generation generation) throws SQLException {
        runIfThere(owner, generation, "derived.sql");
    }

    /** Removes a generation; it fails if a view shows one of its tables. */
    public static void drop(Connection owner, Generation generation) throws SQLException {
        for (String kind : List.of(TABLES, FUNCTIONS)) {
            for (String part : Sql.list(owner, kind, (row, _) -> row.getString(1), generation.schema())) {
                Sql.execute(owner, "DROP %s RESTRICT".formatted(part));
            }
        }
        Sql.execute(owner, "DROP SCHEMA IF EXISTS %s RESTRICT".formatted(generation.schema()));
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
        Sql.execute(owner, sql);
    }

    private static String compression(Connection owner) throws SQLException {
        return Sql.first(owner, HAS_LZ4, (row, _) -> row.getBoolean(1)).orElse(false) ? "lz4" : "pglz";
    }

    private static String read(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
