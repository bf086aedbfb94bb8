package io.talel.command.eventlog.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.talel.command.Articles;
import io.talel.command.Images;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.command.eventlog.serialization.Contracts;
import io.talel.kernel.ListOwned;
import io.talel.kernel.OwnedIds;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnedStreamsIT {

    private static final double SCALE = Double.parseDouble(System.getProperty("talelio.drill.scale", "0.05"));
    private static final UserId BOB = new UserId(8);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The events that begin a stream of somebody, and where they say which one. */
    private static final Map<String, String> BEGINNINGS =
            Map.of("ArticlePublished", "articleId", "ArticleDrafted", "articleId", "ImageUploaded", "imageId");

    private PostgresDatabase database;
    private Node node;

    @BeforeEach
    void a_log_with_two_people() {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        node.send(Users.registerAda());
        node.send(Users.register(BOB, "bob@example.org", "bob"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void what_is_there_of_a_person_is_found_and_what_is_others_is_not_and_what_was_removed_if_it_is_asked_for() {
        node.send(Articles.publish(new ArticleId(1), "Stays"));
        node.send(Articles.publish(new ArticleId(2), "Goes"));
        node.send(ofBob(Articles.publish(new ArticleId(3), "Bob's")));
        node.send(Images.upload(new ImageId(1), new ImageId(9)));
        node.send(Articles.draft(new ArticleId(4), "In the trash"));
        node.send(Articles.trash(new ArticleId(4)));
        node.send(Articles.remove(new ArticleId(2)));
        node.send(Images.removeSunset());

        OwnedIds ofAda = owned(Users.ADA, 0);
        assertThat(ofAda.articles()).containsExactly(new ArticleId(1), new ArticleId(4));
        assertThat(ofAda.images()).containsExactly(new ImageId(1));
        assertThat(ofAda.isAll()).isTrue();
        assertThat(owned(BOB, 0).articles()).containsExactly(new ArticleId(3));
        assertThat(owned(BOB, 0).images()).isEmpty();
        OwnedIds everOfAda = owned(Users.ADA, 0, true);
        assertThat(everOfAda.articles()).containsExactly(new ArticleId(1), new ArticleId(2), new ArticleId(4));
        assertThat(everOfAda.images()).containsExactly(new ImageId(1), new ImageId(9));
    }

    @Test
    void a_long_log_is_read_a_stretch_at_a_time_to_its_end() {
        node.send(Articles.publish(new ArticleId(1), "Near"));
        skip(OwnedStreams.PLACES_AT_ONCE + 10);
        node.send(Articles.publish(new ArticleId(2), "Far"));
        skip(3 * OwnedStreams.PLACES_AT_ONCE);
        node.send(Articles.publish(new ArticleId(3), "Farther"));

        List<ArticleId> found = new ArrayList<>();
        int stretches = 1;
        OwnedIds owned = owned(Users.ADA, 0);
        for (; !owned.isAll(); stretches++) {
            found.addAll(owned.articles());
            owned = owned(Users.ADA, owned.readUpTo());
        }
        found.addAll(owned.articles());
        assertThat(found).containsExactly(new ArticleId(1), new ArticleId(2), new ArticleId(3));
        assertThat(stretches).isEqualTo(5);
    }

    @Test
    void of_somebody_who_never_was_there_is_nothing() {
        OwnedIds ofNobody = owned(new UserId(99), 0);
        assertThat(ofNobody.articles()).isEmpty();
        assertThat(ofNobody.images()).isEmpty();
        assertThat(ofNobody.isAll()).isTrue();
    }

    /** Texts that are compressed by half: they are fetched as a whole, within the time of a statement. */
    @Test
    void texts_of_a_stretch_may_all_be_as_long_as_texts_can_be() {
        // Bob's registration has a place in the stretch too.
        int articles = (int) ((OwnedStreams.PLACES_AT_ONCE - 1) * SCALE);
        Node.ownerOf(database).sql("""
                WITH long AS MATERIALIZED (
                    SELECT string_agg(md5(n::text) || repeat(' ', 32), ' ') AS body FROM generate_series(1, 16000) AS n)
                INSERT INTO event_store.domain_event (
                    event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                    event_name, event_revision, payload, metadata)
                SELECT gen_random_uuid(), 'article-' || n, 0, 'Article', now(), 'ArticlePublished', '2',
                       convert_to(format('{"articleId":%s,"authorId":%s,"body":"%s"}', n, 7 + n % 2, body), 'UTF8'), '{}'
                FROM long, generate_series(1, ?) AS n""").param(articles).update();

        assertThat(owned(Users.ADA, 0).articles()).hasSize(articles / 2).contains(new ArticleId(2));
    }

    @Test
    void what_cannot_be_read_keeps_nothing_behind_it_from_being_found() {
        String halfSurrogate = "{\"articleId\":%d,\"authorId\":%d,\"title\":\"\\ud83d \\u0000\"}";
        store("article-1", "ArticlePublished", "2", utf8(halfSurrogate.formatted(1, 8)));
        store("article-2", "ArticlePublished", "2", utf8(halfSurrogate.formatted(2, 7)));
        store("article-3", "ArticlePublished", "2", new byte[] {(byte) 0xff, 0, '{'});
        store("image-4", "ImageUploaded", "1", new byte[0]);
        node.send(Articles.publish(new ArticleId(5), "Behind"));

        assertThat(owned(Users.ADA, 0).articles()).containsExactly(new ArticleId(2), new ArticleId(5));
    }

    /** Samples have their members in the order in which they are written. */
    @Test
    void a_stream_is_found_whichever_revision_it_began_with() throws IOException {
        List<String> revisions = new ArrayList<>();
        for (Path sample : Contracts.samples().toList()) {
            String[] name = sample.getFileName().toString().split("\\.", -1);
            String id = BEGINNINGS.get(name[0]);
            if (id != null) {
                revisions.add(name[0] + "." + name[1]);
                ObjectNode payload = (ObjectNode) JSON.readTree(sample.toFile());
                payload.put(id, revisions.size());
                String kind = id.replace("Id", "");
                store(kind + "-" + revisions.size(), name[0], name[1], JSON.writeValueAsBytes(payload));
            }
        }

        OwnedIds ofAda = owned(Users.ADA, 0);
        assertThat(revisions).contains("ArticlePublished.1", "ArticleDrafted.1", "ImageUploaded.1");
        assertThat(ofAda.articles().size() + ofAda.images().size()).isEqualTo(revisions.size());
    }

    private void store(String stream, String name, String revision, byte[] payload) {
        Node.ownerOf(database).sql("""
                        INSERT INTO event_store.domain_event (
                            event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                            event_name, event_revision, payload, metadata)
                        VALUES (gen_random_uuid(), ?, 0, 'Any', now(), ?, ?, ?, '{}')""").params(stream, name, revision, payload).update();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private OwnedIds owned(UserId owner, long after) {
        return owned(owner, after, false);
    }

    private OwnedIds owned(UserId owner, long after, boolean removedToo) {
        return node.bean(QueryGateway.class)
                .query(new ListOwned(owner, after, removedToo), OwnedIds.class)
                .join();
    }

    /** Places that no event gets, as when transactions are rolled back. */
    private void skip(long places) {
        Node.ownerOf(database)
                .sql(
                        "SELECT setval(seq, nextval(seq) + ?) FROM (SELECT 'event_store.domain_event_global_index_seq'::regclass) AS log (seq)")
                .param(places)
                .query(Long.class)
                .single();
    }

    private static PublishArticle ofBob(PublishArticle article) {
        return new PublishArticle(article.articleId(), BOB, article.content());
    }
}
