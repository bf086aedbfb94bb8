package io.talel.gateway.account.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.gateway.account.login.SessionEndDispatch;
import io.talel.gateway.auth.audit.SecurityLog;
import io.talel.gateway.auth.client.Clients;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.gateway.auth.session.ListedSession;
import io.talel.gateway.auth.session.PendingSessionEnd;
import io.talel.gateway.auth.session.PendingSessionEnd.Why;
import io.talel.gateway.auth.session.SessionEndQueue;
import io.talel.gateway.auth.session.SessionId;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.auth.session.TestSessions;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.mail.queue.MailKind;
import io.talel.gateway.mail.queue.MailQueue;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.LocalRedis;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.ops.localstack.process.Signal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Replaces passwords on a real database and a real Redis, which may fail at any moment. */
class PasswordReplacementIT {

    private static final UserId ADA = new UserId(7);
    private static final Username ADAS_NAME = new Username("ada");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final DriverManagerDataSource source =
            new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    private final JdbcClient jdbc = JdbcClient.create(source);
    private final Credentials credentials = new Credentials(jdbc);
    private final MailQueue mails = new MailQueue(jdbc);
    private final SessionEndQueue pending = new SessionEndQueue(jdbc);

    /** Runs once, when the sessions have ended and the password is about to be replaced. */
    private Runnable meanwhile = () -> {};

    private LocalRedis redis;
    private LettuceConnectionFactory connections;
    private Sessions sessions;
    private SessionEndDispatch ends;
    private PasswordReplacement replacement;

    @BeforeEach
    void begin() {
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        credentials.addInert(ADA, "old", NOW);
        redis = LocalRedis.start(directory, 0);
        connections = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration(redis.host(), redis.port()),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofMillis(800))
                        .build());
        connections.start();
        sessions = TestSessions.on(new StringRedisTemplate(connections), jdbc, Clock.systemUTC());
        ends = new SessionEndDispatch(pending, sessions, new SecurityLog(new SimpleMeterRegistry()));
        replacement = new PasswordReplacement(
                credentials, mails, ends, accounts(), withoutCommands(), new JdbcTransactionManager(source));
    }

    @AfterEach
    void end() {
        ends.stop();
        redis.process().send(Signal.CONT);
        connections.destroy();
        redis.close();
    }

    @Test
    void the_owner_is_notified_and_links_to_another_address_are_cancelled() {
        mails.add(MailKind.CONFIRM_EMAIL_CHANGE, ADA, 3, "event 1");
        assertThat(replace("old", Optional.empty())).isTrue();
        assertThat(credentials.passwordHash(ADA)).contains("new");
        assertThat(due()).containsExactly("PASSWORD_CHANGED");
    }

    @Test
    void a_hash_that_has_changed_meanwhile_stays_and_no_notice_is_queued() {
        mails.add(MailKind.CONFIRM_EMAIL_CHANGE, ADA, 3, "event 1");
        assertThat(replace("older", endOfAll())).isFalse();
        assertThat(credentials.passwordHash(ADA)).contains("old");
        assertThat(due()).containsExactly("CONFIRM_EMAIL_CHANGE");
        assertThat(pendingSessionEnds()).isZero();
    }

    @Test
    void it_stays_as_it_was_if_its_owner_cannot_be_told() {
        JdbcClient.create(
                        new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()))
                .sql("ALTER TABLE auth.mail ADD CHECK (kind <> 'PASSWORD_CHANGED')")
                .update();
        assertThatThrownBy(() -> replace("old", endOfAll())).isInstanceOf(DataAccessException.class);
        assertThat(credentials.passwordHash(ADA)).contains("old");
        assertThat(pendingSessionEnds()).isZero();
    }

    @Test
    void sessions_end_with_it_and_so_does_one_that_was_begun_with_the_old_one_meanwhile() {
        logIn();
        meanwhile = this::logIn;
        assertThat(replace("old", endOfAll())).isTrue();
        assertThat(sessions.of(ADA)).isEmpty();
        assertThat(pendingSessionEnds()).isZero();
    }

    @Test
    void one_session_goes_on_if_it_is_to() {
        logIn();
        SessionId here = logIn();
        replace("old", Optional.of(PendingSessionEnd.because(Why.PASSWORD_REPLACED, ADA, Optional.of(here))));
        assertThat(sessions.of(ADA)).extracting(ListedSession::id).containsExactly(here);
    }

    @Test
    void nothing_is_replaced_while_redis_is_away() {
        logIn();
        redis.process().send(Signal.STOP);
        assertThatThrownBy(() -> replace("old", endOfAll())).isInstanceOf(QueryTimeoutException.class);
        assertThat(credentials.passwordHash(ADA)).contains("old");
    }

    @Test
    void sessions_that_redis_could_not_end_at_once_end_when_it_is_back_and_one_goes_on_if_it_is_to() {
        SessionId here = logIn();
        meanwhile = () -> {
            logIn();
            redis.process().send(Signal.STOP);
        };
        assertThat(replace(
                        "old", Optional.of(PendingSessionEnd.because(Why.PASSWORD_REPLACED, ADA, Optional.of(here)))))
                .isTrue();
        assertThat(pendingSessionEnds()).isEqualTo(1);
        // A stopped Redis may find earlier commands in its socket; this one begins after them.
        redis.process().send(Signal.CONT);
        logIn();

        ends.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> pendingSessionEnds() == 0);
        assertThat(sessions.of(ADA)).extracting(ListedSession::id).containsExactly(here);
    }

    private boolean replace(String known, Optional<PendingSessionEnd> end) {
        return replacement.replace(ADA, known, "new", end, () -> true);
    }

    private static Optional<PendingSessionEnd> endOfAll() {
        return Optional.of(PendingSessionEnd.because(Why.PASSWORD_REPLACED, ADA, Optional.empty()));
    }

    private SessionId logIn() {
        return sessions.open(ADA, ADAS_NAME, Clients.FIREFOX).session().id();
    }

    private List<String> due() {
        return jdbc.sql("SELECT kind FROM auth.mail WHERE due_at IS NOT NULL")
                .query(String.class)
                .list();
    }

    private long pendingSessionEnds() {
        return jdbc.sql("SELECT count(*) FROM auth.session_end")
                .query(Long.class)
                .single();
    }

    /** The account has no address to be confirmed. */
    private Commands withoutCommands() {
        return new Commands(
                DefaultCommandGateway.builder()
                        .commandBus(SimpleCommandBus.builder().build())
                        .build(),
                accounts(),
                Duration.ofSeconds(1));
    }

    private Queries accounts() {
        UserView user = new UserView(ADA, 0, ADAS_NAME, "", "default.jpg");
        AccountView account = new AccountView(NOW, NOW, new Email("ada@example.org"), 0, true, null, null, user);
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        bus.subscribe(FindAccount.class.getName(), AccountView.class, _ -> {
            Runnable once = meanwhile;
            meanwhile = () -> {};
            once.run();
            return account;
        });
        return new Queries(DefaultQueryGateway.builder().queryBus(bus).build());
    }
}
