package io.talel.ops.drills;

import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.ops.localstack.StatementCount;
import io.talel.ops.localstack.serve.ServedStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A log that grows by thousands of events at once, on a PostgreSQL that counts what statements cost. */
final class GrowingLog implements AutoCloseable {

    /** A title of every twentieth article. */
    static final String FREQUENT = "Frequent";

    private static final int UNHEALTHY = 3;

    private static final Duration CATCHING_UP = Duration.ofMinutes(30);

    /** Of a password that nobody has. */
    private static final String HASH = "0".repeat(128) + ",abcde";

    /** Every tenth article is by one author. The claims are made as the application makes them. */
    private static final String LOAD = """
            with author as (
                select array_agg(substr(aggregate_identifier, 6)::bigint order by global_index) as ids
                from event_store.domain_event where event_name = 'UserRegistered'),
            article as materialized (
                select id, '%3$s' as title, lower('%3$s') as base, id as number, ids[1 + id %% cardinality(ids)] as author
                from (select nextval('event_store.article_id') as id from generate_series(1, %1$d)) drawn, author),
            titled as materialized (
                select id,
                       case when id %% 20 = 0 then title else title || ' ' || md5(id::text) end as title,
                       case when id %% 20 = 0 then base else base || '-' || md5(id::text) end as base,
                       case when id %% 20 = 0 then 1 + id else 1 end as number,
                       case when id %% 10 = 1 then %2$d else author end as author
                from article),
            named as materialized (
                select *, base || case number when 1 then '' else '-' || number end as slug from titled),
            claimed as (
                insert into claims.claimed_slug (slug, article_id, base, number)
                select slug, id, base, number from named)
            insert into event_store.domain_event
                (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                 event_name, event_revision, payload, metadata)
            select gen_random_uuid(), 'article-' || id, 0, 'Article', clock_timestamp(), 'ArticlePublished', '2',
                   convert_to(json_build_object(
                       'articleId', id, 'authorId', author, 'slug', slug, 'slugNumber', number, 'title', title,
                       'metaDescription', '', 'featuredImage', '',
                       'body', (select string_agg(md5(id::text || line), ' ') from generate_series(1, 30) line))::text,
                     'UTF8'),
                   convert_to('{}', 'UTF8')
            from named
            order by id""";

    /** Indexes of the system are left out. Of those with one name the newest comes last: that of the newest generation. */
    private static final String LEVELS = """
            select coalesce(toast.relname || '_toast', index.relname), (bt_metap(index.oid::regclass::text)).fastlevel
            from pg_class index
            join pg_am on pg_am.oid = index.relam and amname = 'btree'
            join pg_index on indexrelid = index.oid
            left join pg_class toast on toast.reltoastrelid = indrelid
            where index.oid >= 16384
            order by index.oid""";

    private final Path directory;
    private final LocalPostgres postgres;
    private final PostgresDatabase database;
    private final Connection superuser;
    private final Map<String, String> servers;

    private int people;

    private GrowingLog(Path directory) throws SQLException {
        this.directory = directory;
        this.postgres = LocalPostgres.startWith(directory.resolve("postgres"), StatementCount.SETTING);
        this.database = postgres.createDatabase("talelio");
        this.superuser = postgres.connectAsSuperuser(database.name());
        try (Statement statement = superuser.createStatement()) {
            statement.execute("create extension pg_stat_statements; create extension pageinspect");
        }
        this.servers = new HashMap<>(database.environment());
        servers.putAll(SharedServers.redis().environment());
        servers.putAll(SharedServers.s3().environment());
    }

    static GrowingLog begin(Path directory) throws SQLException {
        return new GrowingLog(directory);
    }

    /** A node on this log. */
    ServedStack serve() {
        return Cluster.launch(directory.resolve("node"), servers).awaitReady();
    }

    NodesDatabase database() {
        return new NodesDatabase(database);
    }

    /**
     * Registers people and publishes articles, beside a node or not.
     *
     * @param allPeople who are imported, with those of before
     * @param allArticles with those of before
     * @param author of each tenth article
     */
    void grow(Map<String, String> environment, int allPeople, int allArticles, long author) {
        String lines = IntStream.range(people, allPeople)
                .mapToObj(number -> "person%1$d@example.org,person%1$d,\"%2$s\",true".formatted(number, HASH))
                .collect(Collectors.joining("\n"));
        people = allPeople;
        try {
            Path file = Files.writeString(directory.resolve("people.csv"), lines);
            run(environment, "users", "import", file.toString(), "--reason", "a drill", "--yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        addArticles(allArticles - (int) database().articlesPublished(), author);
    }

    /** Publishes articles by SQL, each tenth by the author. */
    void addArticles(int more, long author) {
        change(LOAD.formatted(more, author, FREQUENT));
    }

    /** Slugs of articles from the whole log. */
    List<String> someSlugs(int number) {
        return database().texts("select slug from read_model.article order by md5(slug) limit " + number);
    }

    /** Usernames of people who have published as many articles as others. */
    List<String> somePeople(int number) {
        return database().texts("""
                select username from read_model.user_account
                where username like 'person%%' order by md5(username) limit %d""".formatted(number));
    }

    /** Waits until the node shows everything and finds it by its words, and for what autovacuum would do. */
    void settle() {
        NodesDatabase nodes = database();
        long users = nodes.number("select count(*) from event_store.domain_event where event_name = 'UserRegistered'");
        nodes.awaitArticles(nodes.articlesPublished());
        await().atMost(CATCHING_UP)
                .until(() -> nodes.number("select count(*) from read_model.user_account"), shown -> shown >= users);
        await().atMost(CATCHING_UP)
                .until(() -> nodes.number("select count(*) from read_model.article_search_queue"), left -> left == 0);
        change("vacuum (analyze)");
    }

    /** Runs a command of operators, which must succeed; without a node, {@code status} says that something is wrong. */
    static void run(Map<String, String> environment, String... arguments) {
        OperatorsCommand command = OperatorsCommand.start(environment, arguments);
        String said = command.awaitEnd();
        if (!List.of(0, UNHEALTHY).contains(command.process().exitValue())) {
            throw new IllegalStateException(String.join(" ", arguments) + ": " + said);
        }
    }

    /** All statements of the database meanwhile. */
    List<StatementCount> during(Runnable operation) {
        try {
            StatementCount.reset(superuser, database.name());
            operation.run();
            return StatementCount.of(superuser, database.name());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pages between the root of each index and its leaves, by the name of the index. */
    Map<String, Integer> levels() {
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(LEVELS)) {
            Map<String, Integer> levels = new HashMap<>();
            while (row.next()) {
                levels.put(row.getString(1), row.getInt(2));
            }
            return levels;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void change(String sql) {
        try (Connection owner = DriverManager.getConnection(
                        database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        superuser.close();
        postgres.close();
    }
}
