package io.talel.gateway.idempotency;

import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.gateway.auth.token.KeyRing;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** A database with the table of keys, and the nodes that use it. */
public final class KeysDatabase {

    static final String SECRET = "s".repeat(64);

    private final DataSource source;
    private final JdbcClient jdbc;

    KeysDatabase() {
        this(SharedServers.newDatabase());
    }

    public KeysDatabase(PostgresDatabase database) {
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        source = new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
        jdbc = JdbcClient.create(source);
    }

    public DataSource source() {
        return source;
    }

    IdempotencyKeyStore keys() {
        return new IdempotencyKeyStore(jdbc);
    }

    public Idempotency node() {
        return node(SECRET, "");
    }

    Idempotency node(String secretKey, String previous) {
        return new Idempotency(
                keys(),
                new Fingerprints(
                        new KeyRing(secretKey, previous).derive("test"),
                        JsonMapper.builder().build()));
    }

    /** Every row as JSON. */
    List<String> rows() {
        return jdbc.sql("SELECT to_jsonb(k)::text FROM auth.idempotency_key k")
                .query(String.class)
                .list();
    }

    void empty() {
        jdbc.sql("DELETE FROM auth.idempotency_key").update();
    }

    /** As after the time of a lease. */
    void endLeases() {
        jdbc.sql("UPDATE auth.idempotency_key SET leased_until = now()").update();
    }

    void makeOlder(String interval) {
        jdbc.sql("UPDATE auth.idempotency_key SET created_at = created_at - :by::interval")
                .param("by", interval)
                .update();
    }
}
