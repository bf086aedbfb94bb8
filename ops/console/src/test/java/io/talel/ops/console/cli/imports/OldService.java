package io.talel.ops.console.cli.imports;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database of the replaced service, with its tables in a real server, and the files that are made of them. */
public final class OldService {

    static final String HASH = "0123456789abcdef".repeat(8) + ",abcDE";

    private static final List<String> TABLES = List.of("account", "article", "\"user\"");

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final JdbcClient sql = JdbcClient.create(
            new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));

    public OldService() {
        sql.sql("""
                CREATE TABLE public.account (
                    id integer PRIMARY KEY, created_at timestamp NOT NULL, updated_at timestamp NOT NULL,
                    email varchar(255) UNIQUE NOT NULL, password varchar(134) NOT NULL, verified boolean NOT NULL);
                CREATE TABLE public."user" (
                    id integer PRIMARY KEY, account_id integer UNIQUE REFERENCES account (id),
                    created_at timestamp NOT NULL, updated_at timestamp NOT NULL,
                    username varchar(20) UNIQUE NOT NULL, location varchar(50), avatar_url varchar(255));
                CREATE TABLE public.article (
                    id integer PRIMARY KEY, user_id integer REFERENCES "user" (id),
                    created_at timestamp NOT NULL, updated_at timestamp NOT NULL,
                    title varchar(255) NOT NULL, slug text UNIQUE NOT NULL, body text NOT NULL, html text NOT NULL,
                    meta_description text NOT NULL, table_of_contents text NOT NULL,
                    featured_image varchar(255) NOT NULL, url text NOT NULL)""").update();
    }

    /** A user whose account has the number ten higher. */
    OldService user(int id, String username, String createdAt) {
        return user(id, username, username + "@example.org", createdAt, createdAt, false);
    }

    OldService user(int id, String username, String email, String createdAt, String updatedAt, boolean verified) {
        sql.sql("INSERT INTO account VALUES (?, ?::timestamp, ?::timestamp, ?, ?, ?)")
                .params(id + 10, createdAt, updatedAt, email, HASH, verified)
                .update();
        sql.sql("INSERT INTO \"user\" VALUES (?, ?, ?::timestamp, ?::timestamp, ?, '', 'default.jpg')")
                .params(id, id + 10, createdAt, createdAt, username)
                .update();
        return this;
    }

    OldService article(int id, int author, String title, String slug, String body, String html) {
        sql.sql(
                        "INSERT INTO article VALUES (?, ?, '2021-07-01 12:00:00.123456', '2021-07-01 12:00:00.123456', ?, ?, ?, ?,"
                                + " 'About it', ?, '', 'https://www.talel.io/articles/x')")
                .params(id, author, title, slug, body, html, body.isEmpty() ? "" : NO_CONTENTS)
                .update();
        return this;
    }

    static final String NO_CONTENTS = "<div class=\"toc\">\n<ul></ul>\n</div>\n";

    OldService change(String statement) {
        sql.sql(statement).update();
        return this;
    }

    /** A file as pg_dump writes it. */
    public Path dump(Path file) throws IOException {
        StringBuilder dump =
                new StringBuilder("--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\n\n");
        for (String table : TABLES) {
            dump.append("COPY public.%s (%s) FROM stdin;\n".formatted(table, columns(table)));
            dump.append(copied(table, "")).append("\\.\n\n\n");
        }
        dump.append("--\n-- PostgreSQL database dump complete\n--\n\n");
        return Files.writeString(file, dump);
    }

    /** A directory with a file of CSV for each table. */
    Path csv(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String table : TABLES) {
            Files.writeString(
                    directory.resolve(table.replace("\"", "") + ".csv"), copied(table, " WITH (FORMAT csv, HEADER)"));
        }
        return directory;
    }

    private String columns(String table) {
        return sql.sql("SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute"
                        + " WHERE attrelid = ?::regclass AND attnum > 0")
                .param(table)
                .query(String.class)
                .single();
    }

    private String copied(String table, String options) throws IOException {
        StringWriter text = new StringWriter();
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.ownerUser(), database.ownerPassword())) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT * FROM %s ORDER BY id) TO STDOUT%s".formatted(table, options), text);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }
}
