package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.BucketSettings;
import io.talel.ops.backup.bucket.S3;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.LocalS3;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.Secrets;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A database without a node, and a bucket of its own for its backups. */
public final class BackedUp {

    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private final PostgresDatabase database;
    private final JdbcClient owner;
    private final Map<String, String> environment;

    private BackedUp(PostgresDatabase database, Map<String, String> environment) {
        this.database = database;
        this.environment = environment;
        this.owner = ownerOf(database);
    }

    private static JdbcClient ownerOf(PostgresDatabase database) {
        return JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    public static BackedUp create() {
        return of(Migrated.another());
    }

    /** @param database empty */
    static BackedUp create(PostgresDatabase database) {
        migrate(database);
        return of(database);
    }

    private static void migrate(PostgresDatabase database) {
        Operated.migrateApart(database, Map.of());
        migrateAuth(database);
    }

    /** Copies of one database that was migrated, since that takes a second or two. */
    private static final class Migrated {

        private static final PostgresDatabase ONE = SharedServers.newDatabase();

        static {
            migrate(ONE);
        }

        /** With what every database draws for itself. */
        static PostgresDatabase another() {
            PostgresDatabase copy = SharedServers.newCopyOf(ONE);
            JdbcClient owner = ownerOf(copy);
            owner.sql("UPDATE operations.lineage SET id = gen_random_uuid(), since = now()")
                    .update();
            owner.sql("UPDATE read_model.lineage SET id = log.id, since = now() FROM operations.lineage log")
                    .update();
            owner.sql("UPDATE personal.lookup_key SET key = sha256(uuid_send(gen_random_uuid()))")
                    .update();
            return copy;
        }
    }

    private static BackedUp of(PostgresDatabase database) {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.putAll(place());
        environment.put("TALELIO_OPERATOR", "grace");
        return new BackedUp(database, environment);
    }

    /** The same bucket and keys for another database. */
    BackedUp with(PostgresDatabase other) {
        Map<String, String> of = environment();
        of.putAll(other.environment());
        return new BackedUp(other, of);
    }

    /** Another database of the same lineage, as if copied to the server without a restore; without its events. */
    BackedUp copyOn(LocalPostgres server, String name) {
        BackedUp copy = with(server.createDatabase(name));
        Operated.migrateApart(copy.database, Map.of());
        migrateAuth(copy.database);
        copy.change("UPDATE operations.lineage SET id = '%s'"
                .formatted(query("SELECT id::text FROM operations.lineage").getFirst()));
        return copy;
    }

    /** The tables of the gateway. */
    public static void migrateAuth(PostgresDatabase database) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword())
                .locations("classpath:db/auth")
                .schemas("auth")
                .placeholders(Map.of("application", database.user()))
                .load()
                .migrate();
    }

    /** Variables for a bucket and keys of its own. */
    public static Map<String, String> place() {
        LocalS3 s3 = SharedServers.s3();
        String bucket = "backups-" + BUCKETS.incrementAndGet();
        createBucket(s3, bucket);
        Path keys = SharedServers.newDirectory();
        Map<String, String> environment = new HashMap<>(s3.environment());
        environment.put("S3_BACKUP_BUCKET", bucket);
        environment.put("BACKUP_KEY_FILE", keyFile(keys.resolve("key")));
        environment.put("BACKUP_SIGNING_KEY_FILE", keyFile(keys.resolve("signing-key")));
        return environment;
    }

    public static void createBucket(LocalS3 s3, String bucket) {
        try (S3Client client = S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(s3.endpoint())
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            client.createBucket(create -> create.bucket(bucket));
        }
    }

    private static String keyFile(Path file) {
        Secrets.kept(file, 32);
        return file.toString();
    }

    public PostgresDatabase database() {
        return database;
    }

    public JdbcClient owner() {
        return owner;
    }

    /** A copy of the operators' environment. */
    public Map<String, String> environment() {
        return new HashMap<>(environment);
    }

    public Bucket bucket() {
        return S3.at(BucketSettings.of(environment)).backups();
    }

    public Result run(String... arguments) {
        return Operated.run(environment, arguments);
    }

    /** Makes a backup by the command, which must succeed. */
    public Manifest backUp(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("backup", "run", "-o", "json"));
        command.addAll(List.of(options));
        Result result = run(command.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return new Archive(bucket(), SigningKeys.of(environment))
                .load(Kind.FULL, new BackupId(result.json().path("id").asString()));
    }

    /** Adds events of articles of about 2 KB, one stream each, from a number on. */
    public void publish(int firstArticle, int articles) {
        owner.sql("""
                        INSERT INTO event_store.domain_event
                          (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                           event_name, event_revision, payload, metadata)
                        SELECT gen_random_uuid(), 'article-' || id, 0, 'Article', now(), 'ArticlePublished', '2',
                               convert_to(json_build_object('articleId', id, 'authorId', 1, 'slug', 'article-' || id,
                                 'slugNumber', 1, 'title', 'Article ' || id, 'metaDescription', '',
                                 'featuredImage', '', 'body', (SELECT string_agg(md5(id::text || line), ' ') FROM generate_series(1, 60) line)
                               )::text, 'UTF8'),
                               convert_to('{}', 'UTF8')
                        FROM generate_series(:first::bigint, :first + :articles - 1) id""").param("first", firstArticle).param("articles", articles).update();
    }

    public void change(String sql) {
        owner.sql(sql).update();
    }

    public List<String> query(String sql) {
        return owner.sql(sql).query(String.class).list();
    }

    /** Takes the right to a built-in function from the owner, or gives it back. */
    void setAllowed(String function, boolean allowed) throws SQLException {
        try (Connection superuser = SharedServers.postgres().connectAsSuperuser();
                Statement roles = superuser.createStatement()) {
            roles.execute("ALTER ROLE %s SUPERUSER".formatted(database.ownerUser()));
            change((allowed ? "GRANT EXECUTE ON FUNCTION %s TO PUBLIC" : "REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC")
                    .formatted(function));
            roles.execute("ALTER ROLE %s NOSUPERUSER".formatted(database.ownerUser()));
        }
    }
}
