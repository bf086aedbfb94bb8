package io.talel.command.eventlog.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.command.Articles;
import io.talel.command.Images;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.ListEventsOf;
import io.talel.kernel.StreamEvent;
import io.talel.kernel.UnreadableEvent;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.history.VersionQuery.FindPresentVersion;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamEventsIT {

    private PostgresDatabase database;
    private Node node;

    @BeforeEach
    void a_log_with_one_person() {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        node.send(Users.registerAda());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void what_an_article_said_before_is_there_once_it_was_removed() {
        node.send(Articles.publish(Articles.HELLO, "Hello"));
        node.send(Articles.revise(Articles.HELLO, 0, "Once more."));
        node.send(Articles.remove(Articles.HELLO));

        List<StreamEvent> events = events(Articles.HELLO.toString(), -1);

        assertThat(events)
                .extracting(StreamEvent::name)
                .containsExactly("ArticlePublished", "ArticleRevised", "ArticleRemoved");
        assertThat(events).extracting(StreamEvent::version).containsExactly(0L, 1L, 2L);
        assertThat(events.get(1).event()).isInstanceOfSatisfying(ArticleRevised.class, revised -> assertThat(
                        revised.body().value())
                .isEqualTo("Once more."));
        assertThat(events(Articles.HELLO.toString(), 1)).hasSize(1);
        assertThat(events(Articles.HELLO.toString(), 2)).isEmpty();
    }

    @Test
    void personal_fields_are_opened() {
        node.send(Images.uploadSunset());

        assertThat(events(Users.ADA.toString(), -1).getFirst().event()).isEqualTo(Users.adaRegistered());
        assertThat(events(Images.SUNSET.toString(), -1).getFirst().event()).isEqualTo(Images.sunsetUploaded());
    }

    @Test
    void a_long_stream_comes_a_few_megabytes_at_a_time() {
        node.send(Articles.publish(Articles.HELLO, "Hello"));
        String text = "x".repeat(StreamEvents.BYTES / 4);
        for (int version = 0; version < 10; version++) {
            node.send(Articles.revise(Articles.HELLO, version, version + text.substring(2)));
        }

        List<Integer> sizes = new ArrayList<>();
        List<Long> versions = new ArrayList<>();
        long after = -1;
        List<StreamEvent> some;
        while (!(some = events(Articles.HELLO.toString(), after)).isEmpty()) {
            sizes.add(some.size());
            some.forEach(event -> versions.add(event.version()));
            after = some.getLast().version();
        }
        assertThat(versions).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(sizes).hasSizeGreaterThan(1).allMatch(size -> size <= 6);
    }

    @Test
    void a_stream_with_an_event_of_a_newer_version_is_refused_and_has_the_version_of_that_event() {
        node.send(Articles.publish(Articles.HELLO, "Hello"));
        Node.ownerOf(database).sql("""
                        INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                            aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                        SELECT gen_random_uuid(), aggregate_identifier, 1, aggregate_type, now(), 'ArticleApplauded', '1',
                            payload, metadata
                        FROM event_store.domain_event WHERE aggregate_identifier = ?
                        """).param(Articles.HELLO.toString()).update();

        assertThatThrownBy(() -> events(Articles.HELLO.toString(), -1)).hasRootCauseInstanceOf(UnreadableEvent.class);
        assertThat(node.bean(QueryGateway.class)
                        .query(new FindPresentVersion(Articles.HELLO), Long.class)
                        .join())
                .isEqualTo(1);
    }

    private List<StreamEvent> events(String stream, long after) {
        return node.bean(QueryGateway.class)
                .query(new ListEventsOf(stream, after), ResponseTypes.multipleInstancesOf(StreamEvent.class))
                .join();
    }
}
