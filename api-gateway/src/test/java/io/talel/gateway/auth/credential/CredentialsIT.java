package io.talel.gateway.auth.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.MutableClock;
import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class CredentialsIT {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UserId ADA = new UserId(7);
    private static final UserId BOB = new UserId(8);

    private static JdbcClient jdbc;
    private static AuthSchema schema;

    private final Credentials credentials = new Credentials(jdbc);

    @BeforeAll
    static void migrate() {
        PostgresDatabase database = SharedServers.newDatabase();
        schema = new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user());
        schema.migrate();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    }

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM auth.credential").update();
    }

    @Test
    void a_credential_is_found_by_its_user() {
        credentials.addInert(ADA, "$argon2id$ada", NOW);
        assertThat(credentials.passwordHash(ADA)).contains("$argon2id$ada");
        assertThat(credentials.passwordHash(BOB)).isEmpty();
    }

    @Test
    void a_user_has_one_credential() {
        credentials.addInert(ADA, "$argon2id$ada", NOW);
        assertThatThrownBy(() -> credentials.addInert(ADA, "$argon2id$eve", NOW))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void passwords_are_counted_and_hashes_of_the_same_one_are_not() {
        credentials.addInert(ADA, "$argon2id$ada", NOW);
        credentials.rehash(ADA, "$argon2id$ada", "$argon2id$better");
        assertThat(credentials.find(ADA)).contains(new Credential("$argon2id$better", 0, false));
        assertThat(credentials.replacePassword(ADA, "$argon2id$better", "$argon2id$other"))
                .isTrue();
        assertThat(credentials.find(ADA)).contains(new Credential("$argon2id$other", 1, false));
        assertThat(credentials.replacePassword(ADA, "$argon2id$better", "$argon2id$eve"))
                .isFalse();
        assertThat(credentials.find(ADA)).contains(new Credential("$argon2id$other", 1, false));
    }

    @Test
    void a_disabled_user_is_found_as_disabled() {
        credentials.addInert(ADA, "$argon2id$ada", NOW);
        jdbc.sql("UPDATE auth.credential SET disabled_at = now()").update();
        assertThat(credentials.find(ADA)).contains(new Credential("$argon2id$ada", 0, true));
    }

    @Test
    void a_confirmed_credential_cannot_be_dropped_as_inert() {
        credentials.addInert(ADA, "$argon2id$ada", NOW);
        credentials.addInert(BOB, "$argon2id$bob", NOW);
        credentials.confirm(ADA);
        credentials.dropInert(ADA);
        credentials.dropInert(BOB);
        assertThat(credentials.passwordHash(ADA)).isPresent();
        assertThat(credentials.passwordHash(BOB)).isEmpty();
    }

    @Test
    void the_sweep_keeps_existing_users_and_deletes_the_others_after_two_days() {
        MutableClock clock = new MutableClock(NOW);
        InertCredentialSweep sweep = new InertCredentialSweep(credentials, Set.of(ADA)::contains, clock);
        credentials.addInert(ADA, "$argon2id$ada", NOW);
        credentials.addInert(BOB, "$argon2id$bob", NOW);
        clock.advance(InertCredentialSweep.MIN_AGE);
        sweep.sweep();
        assertThat(credentials.passwordHash(BOB)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        sweep.sweep();
        assertThat(credentials.passwordHash(ADA)).isPresent();
        assertThat(credentials.passwordHash(BOB)).isEmpty();
        assertThat(credentials.inertSince(clock.instant())).isEmpty();
    }

    @Test
    void a_sweep_that_cannot_ask_drops_nothing() {
        MutableClock clock = new MutableClock(NOW);
        InertCredentialSweep sweep = new InertCredentialSweep(
                credentials,
                _ -> {
                    throw new IllegalStateException("the write side is gone");
                },
                clock);
        credentials.addInert(BOB, "$argon2id$bob", NOW);
        clock.advance(InertCredentialSweep.MIN_AGE.plusDays(1));
        assertThatThrownBy(sweep::sweep).isInstanceOf(IllegalStateException.class);
        assertThat(credentials.passwordHash(BOB)).isPresent();
    }

    @Test
    void an_unknown_credential_does_not_stop_the_others_from_being_settled() {
        MutableClock clock = new MutableClock(NOW);
        InertCredentialSweep sweep = new InertCredentialSweep(
                credentials,
                userId -> {
                    if (userId.equals(ADA)) {
                        throw new IllegalStateException("ada cannot be read");
                    }
                    return false;
                },
                clock);
        credentials.addInert(ADA, "$argon2id$ada", NOW);
        credentials.addInert(BOB, "$argon2id$bob", NOW.plusSeconds(1));
        clock.advance(InertCredentialSweep.MIN_AGE.plusDays(1));
        assertThatThrownBy(sweep::sweep).hasMessageContaining(ADA.toString()).hasMessageNotContaining(BOB.toString());
        assertThat(credentials.passwordHash(ADA)).isPresent();
        assertThat(credentials.passwordHash(BOB)).isEmpty();
    }

    @Test
    void the_application_can_use_the_rows_but_not_change_the_table() {
        assertThatThrownBy(() -> jdbc.sql("ALTER TABLE auth.credential ADD COLUMN password text")
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("TRUNCATE auth.credential").update()).isInstanceOf(DataAccessException.class);
    }

    @Test
    void migrating_again_changes_nothing() {
        credentials.addInert(ADA, "$argon2id$ada", NOW);
        schema.migrate();
        assertThat(credentials.passwordHash(ADA)).isPresent();
    }
}
