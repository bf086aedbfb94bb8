package io.talel.ops.console.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.backup.BackedUp;
import io.talel.ops.localstack.LocalRedis;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** The doctor finds each fault and names a remedy. */
class DoctorIT {

    private final Operated left = Operated.left();

    @Test
    void everything_is_looked_at_where_a_node_runs() {
        JsonNode findings =
                Operated.running().run("doctor", "-o", "json").json().path("findings");

        assertThat(findings.size()).isGreaterThanOrEqualTo(20);
        for (JsonNode finding : findings) {
            assertThat(finding.path("verdict").asString())
                    .as(finding.toString())
                    .isNotEqualTo("problem");
        }
    }

    @Test
    void a_database_that_is_away_is_a_finding_and_nothing_else_is_looked_at() {
        Map<String, String> environment = new HashMap<>(left.database().environment());
        environment.put("TALELIO_READMODEL_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/elsewhere");

        Result doctor = Operated.run(environment, "doctor", "-o", "json");

        assertThat(doctor.code()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(doctor.err()).isEmpty();
        assertThat(doctor.json().path("healthy").asBoolean()).isFalse();
        List<String> verdicts = doctor.json().path("findings").findValuesAsString("verdict");
        assertThat(verdicts).startsWith("ok", "problem").hasSizeGreaterThanOrEqualTo(20);
        assertThat(verdicts.subList(2, verdicts.size())).containsOnly("unknown");
        assertThat(doctor.json().path("findings").path(1).path("found").asString())
                .contains("read models' database at 127.0.0.1:1/elsewhere");
        assertThat(Operated.run(environment, "doctor").out())
                .contains("problem  read models' database", "unknown  clocks", "not looked at");
    }

    @Test
    void a_trigger_that_no_longer_fires_is_found() {
        left.change("ALTER TABLE event_store.domain_event DISABLE TRIGGER append_only");

        finds("append-only trigger", "problem", "ENABLE ALWAYS");

        left.change("ALTER TABLE event_store.domain_event ENABLE ALWAYS TRIGGER append_only");
    }

    @Test
    void a_right_that_the_application_should_not_have_is_found() {
        String role = "\"" + left.database().user() + "\"";
        left.change("GRANT UPDATE ON event_store.domain_event TO " + role);

        finds("rights of the application", "warning", "DB_OWNER_USER");

        left.change("REVOKE UPDATE ON event_store.domain_event FROM " + role);
    }

    @Test
    void a_sequence_behind_what_is_used_is_found() {
        left.change("INSERT INTO event_store.domain_event (global_index, event_identifier, aggregate_identifier,"
                + " sequence_number, aggregate_type, occurred_at, event_name, event_revision, payload, metadata)"
                + " VALUES (50000, gen_random_uuid(), 'image-40000', 0, 'Image', now(), 'X', '1', '{}', '{}')");

        finds("sequences", "problem", "setval");

        left.query("SELECT setval('event_store.domain_event_global_index_seq', 50000)::text");
        left.query("SELECT setval('event_store.image_id', 40000)::text");
    }

    @Test
    void ids_that_a_sequence_has_not_drawn_and_claims_that_differ_from_the_log_are_found() {
        PostgresDatabase database = SharedServers.newDatabase();
        Operated.migrateApart(database, Map.of());
        JdbcClient owner = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
        for (String stream : List.of("user-40000", "article-40000", "image-4503599627370496")) {
            owner.sql("INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,"
                            + " aggregate_type, occurred_at, event_name, event_revision, payload, metadata)"
                            + " VALUES (gen_random_uuid(), '" + stream + "', 0, 'X', now(), 'X', '1', '{}', '{}')")
                    .update();
        }
        owner.sql(
                        "INSERT INTO personal.person_key (person, key) VALUES ('user-40000', decode(repeat('00', 32), 'hex'))")
                .update();
        Result few = Operated.run(database.environment(), "doctor", "-o", "json");
        assertThat(found(few, "sequences"))
                .isEqualTo("user_id is at 1, 40000 is used; article_id is at 1, 40000 is used.");
        assertThat(found(few, "claims"))
                .isEqualTo("claimed_email has 0, the log 1; claimed_username has 0, the log 1;"
                        + " claimed_slug has 0, the log 1.");

        owner.sql("SELECT setval('event_store.user_id', 40000), setval('event_store.article_id', 39999)")
                .query()
                .listOfRows();
        owner.sql("INSERT INTO claims.claimed_email (email_hmac, user_id) VALUES ('a', 40000), ('b', 1)")
                .update();
        owner.sql("INSERT INTO claims.claimed_username (username, user_id) VALUES ('a', 40000)")
                .update();
        owner.sql("INSERT INTO claims.claimed_slug (slug, article_id, base, number) VALUES ('a', 40000, 'a', 1),"
                        + " ('a-2', 1, 'a', 2)")
                .update();
        Result many = Operated.run(database.environment(), "doctor", "-o", "json");
        assertThat(found(many, "sequences")).isEqualTo("article_id is at 39999, 40000 is used.");
        assertThat(found(many, "claims")).isEqualTo("claimed_email has 2, the log 1; claimed_slug has 2, the log 1.");
    }

    private static String found(Result doctor, String check) {
        return finds(doctor, check, "problem", "").path("found").asString();
    }

    @Test
    void a_schema_that_belongs_to_no_generation_is_found() {
        left.change("CREATE SCHEMA image_g9");

        finds("schemas of generations", "warning", "DROP SCHEMA");

        left.change("DROP SCHEMA image_g9");
    }

    @Test
    void a_kept_number_of_articles_that_is_wrong_is_found() {
        left.change("INSERT INTO read_model.author_articles VALUES (4242, 1), (4242, 1)");

        finds("numbers of articles", "problem", "projections rebuild article");

        left.change("DELETE FROM read_model.author_articles WHERE author_id = 4242");
        finds("numbers of articles", "ok", "");
    }

    @Test
    void a_generation_without_its_schema_and_an_expired_one_are_found() {
        left.change("INSERT INTO read_model.generation (projection, number, code_version, active, keep_until)"
                + " VALUES ('image', 8, 1, false, now() - interval '1 hour')");

        finds("schemas of generations", "problem", "Rebuild");
        finds("kept generations", "warning", "within an hour");

        left.change("DELETE FROM read_model.generation WHERE number = 8");
    }

    @Test
    void a_rebuild_whose_process_died_and_an_old_pause_are_found() {
        left.change("INSERT INTO read_model.rebuild (projection, generation, purpose, phase, operator, process, reason)"
                + " VALUES ('user', 2, 'rebuild', 'filling', 'grace', '1@gone', 'test')");
        left.change("INSERT INTO read_model.pause (projection, since, operator, reason)"
                + " VALUES ('user', now() - interval '2 hours', 'grace', 'test')");

        finds("dead rebuilds", "warning", "again");
        finds("pauses", "problem", "projections resume");

        left.change("DELETE FROM read_model.rebuild");
        left.change("DELETE FROM read_model.pause");
    }

    @Test
    void a_missing_unique_constraint_is_found() {
        left.change("ALTER TABLE claims.claimed_email DROP CONSTRAINT claimed_email_of_user");

        finds("unique constraints", "problem", "create them");

        left.change("ALTER TABLE claims.claimed_email ADD CONSTRAINT claimed_email_of_user UNIQUE (user_id)");
    }

    @Test
    void a_variable_that_cannot_be_used_fails_one_check_only() {
        Map<String, String> environment = new HashMap<>(left.database().environment());
        environment.put("REDIS_HOST", "127.0.0.1");
        environment.put("REDIS_PORT", "70000");

        Result doctor = Operated.run(environment, "doctor", "-o", "json");

        finds(doctor, "eviction by Redis", "problem", "doctor --config");
        assertThat(doctor.code()).isEqualTo(ExitCode.UNHEALTHY);
    }

    @Test
    void a_redis_that_drops_sessions_when_it_is_full_is_found(@TempDir Path directory) throws IOException {
        Map<String, String> environment = new HashMap<>(left.database().environment());
        finds(Operated.run(environment, "doctor", "-o", "json"), "eviction by Redis", "unknown", "");
        try (LocalRedis redis = LocalRedis.start(directory, 0)) {
            environment.putAll(redis.environment());
            finds(Operated.run(environment, "doctor", "-o", "json"), "eviction by Redis", "ok", "");
            tell(redis, "CONFIG SET maxmemory-policy volatile-lru");
            finds(Operated.run(environment, "doctor", "-o", "json"), "eviction by Redis", "ok", "");
            tell(redis, "CONFIG SET maxmemory 100mb");
            Result doctor = Operated.run(environment, "doctor", "-o", "json");
            finds(doctor, "eviction by Redis", "problem", "noeviction");
            assertThat(doctor.code()).isEqualTo(ExitCode.UNHEALTHY);
            tell(redis, "CONFIG SET maxmemory-policy noeviction");
            finds(Operated.run(environment, "doctor", "-o", "json"), "eviction by Redis", "ok", "");
            tell(redis, "CONFIG SET requirepass secret");
            finds(Operated.run(environment, "doctor", "-o", "json"), "eviction by Redis", "warning", "REDIS_PASSWORD");
            environment.put("REDIS_PASSWORD", "secret");
            finds(Operated.run(environment, "doctor", "-o", "json"), "eviction by Redis", "ok", "");
            environment.put("REDIS_USER", "nobody");
            finds(Operated.run(environment, "doctor", "-o", "json"), "eviction by Redis", "warning", "REDIS_USER");
        }
        finds(Operated.run(environment, "doctor", "-o", "json"), "eviction by Redis", "warning", "Check that it runs");
    }

    private static void tell(LocalRedis redis, String command) throws IOException {
        try (Socket socket = new Socket(redis.host(), redis.port())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(3)).asString().isEqualTo("+OK");
        }
    }

    @Test
    void what_backups_need_is_looked_at_where_they_are_made() throws IOException {
        finds("keys of backups", "warning", "docs/backup.md");
        finds("bucket of backups", "unknown", "");

        BackedUp backedUp = BackedUp.create();
        Map<String, String> environment = backedUp.environment();
        finds(Operated.run(environment, "doctor", "-o", "json"), "keys of backups", "ok", "");
        finds(Operated.run(environment, "doctor", "-o", "json"), "bucket of backups", "ok", "");

        environment.put("S3_BACKUP_BUCKET", "elsewhere");
        environment.put("BACKUP_KEY_FILE", "/nowhere/key");
        Result doctor = Operated.run(environment, "doctor", "-o", "json");
        finds(doctor, "keys of backups", "problem", "docs/backup.md");
        finds(doctor, "bucket of backups", "problem", "S3_BACKUP_BUCKET");
        assertThat(doctor.out()).contains("/nowhere/key, which cannot be read", "in bucket elsewhere: NoSuchBucket");
    }

    private void finds(String check, String verdict, String remedy) {
        finds(left.run("doctor", "-o", "json"), check, verdict, remedy);
    }

    private static JsonNode finds(Result doctor, String check, String verdict, String remedy) {
        JsonNode found = null;
        for (JsonNode finding : doctor.json().path("findings")) {
            if (finding.path("check").asString().equals(check)) {
                found = finding;
            }
        }
        assertThat(found).isNotNull();
        assertThat(found.path("verdict").asString()).as(found.toString()).isEqualTo(verdict);
        assertThat(found.path("remedy").asString()).contains(remedy);
        if (verdict.equals("problem")) {
            assertThat(doctor.code()).isEqualTo(ExitCode.UNHEALTHY);
        }
        return found;
    }
}
