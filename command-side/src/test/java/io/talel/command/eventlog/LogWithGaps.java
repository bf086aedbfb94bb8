package io.talel.command.eventlog;

import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.command.eventlog.commit.SettledPlaces;
import io.talel.command.personal.Seal;
import io.talel.command.personal.SealedStates;
import io.talel.command.personal.TestKeys;
import io.talel.kernel.article.ArticleIds;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The log of a node, with a connection that draws places in it and fills them late. */
final class LogWithGaps implements BeforeEachCallback, AfterEachCallback {

    private PostgresDatabase database;
    private Node node;
    private LogEngine log;
    private Connection late;

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        Users.giveAdaHerKey(database);
        log = new LogEngine(
                node.context().getBean("eventSerializer", Serializer.class),
                node.bean(ConnectionProvider.class),
                node.bean(TransactionManager.class),
                new LogEngine.Following(
                        node.bean(ConnectionProvider.class),
                        new TailPolling(Duration.ZERO),
                        new SettledPlaces(dataSource(), Duration.ZERO)),
                new SnapshotStore(
                        List.of(), dataSource(), new SealedStates(TestKeys.OF_NOBODY, new Seal(new SecureRandom()))));
        late = connect();
        late.setAutoCommit(false);
    }

    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        late.close();
        node.close();
    }

    /** In a transaction that the test ends. */
    Connection late() {
        return late;
    }

    /** Publishes one more event and reads it. */
    TrackingToken readOnce(TrackingToken after) {
        publish(99);
        return read(after).getLast().trackingToken();
    }

    void draw(int places) {
        Node.applicationOn(database)
                .sql("SELECT nextval('event_store.domain_event_global_index_seq') FROM generate_series(1, ?)")
                .param(places)
                .query(Long.class)
                .list();
    }

    void draw(Connection connection, int places) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT nextval('event_store.domain_event_global_index_seq') FROM generate_series(1, %d)"
                    .formatted(places));
        }
    }

    /** Leaves out so many places, faster than drawing them. */
    void leaveOut(long places) throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        database.jdbcUrl(), database.ownerUser(), database.ownerPassword());
                Statement statement = owner.createStatement()) {
            statement.execute("SELECT setval(log, nextval(log) + %d)".formatted(places)
                    + " FROM (SELECT 'event_store.domain_event_global_index_seq'::regclass) AS sequence (log)");
        }
    }

    DataSource dataSource() {
        return new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    void publish(int number) {
        node.send(Articles.publish(node.bean(ArticleIds.class).next(), "Article " + number));
    }

    /** Puts a copy of the first event at the end of the log, without its claim. */
    void append(Connection connection, String stream, String time) throws SQLException {
        String number = stream.substring(stream.indexOf('-') + 1);
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                    aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                SELECT gen_random_uuid(), ?, 0, aggregate_type, %s, event_name, event_revision,
                    convert_to(regexp_replace(convert_from(payload, 'UTF8'), '"articleId":[0-9]+', ?), 'UTF8'), metadata
                FROM event_store.domain_event ORDER BY global_index LIMIT 1""".formatted(time))) {
            insert.setString(1, stream);
            insert.setString(2, "\"articleId\":" + number);
            insert.executeUpdate();
        }
    }

    void appendMany(Connection connection, int events) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                        aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                    SELECT gen_random_uuid(), 'article-' || 10000 + number, 0, aggregate_type, now(), event_name,
                        event_revision, payload, metadata
                    FROM (SELECT * FROM event_store.domain_event ORDER BY global_index LIMIT 1) told,
                        generate_series(1, %d) number""".formatted(events));
        }
    }

    List<? extends TrackedEventMessage<?>> read(@Nullable TrackingToken after) {
        try (Stream<? extends TrackedEventMessage<?>> events = log.readEvents(after, false)) {
            return events.toList();
        }
    }

    Set<Long> gapsOf(TrackingToken token) {
        return ((GapAwareTrackingToken) token).getGaps();
    }
}
