package io.talel.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.Articles;
import io.talel.command.Images;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.ListOwned;
import io.talel.kernel.Owned;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnedStreamsIT {

    private static final UserId BOB = new UserId(8);

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
    void what_is_there_of_a_person_is_found_and_what_is_others_or_removed_is_not() {
        node.send(Articles.publish(new ArticleId(1), "Stays"));
        node.send(Articles.publish(new ArticleId(2), "Goes"));
        node.send(ofBob(Articles.publish(new ArticleId(3), "Bob's")));
        node.send(Images.upload(new ImageId(1), new ImageId(9)));
        node.send(Articles.remove(new ArticleId(2)));
        node.send(Images.removeSunset());

        Owned ofAda = owned(Users.ADA, 0);
        assertThat(ofAda.articles()).containsExactly(new ArticleId(1));
        assertThat(ofAda.images()).containsExactly(new ImageId(1));
        assertThat(ofAda.isAll()).isTrue();
        assertThat(owned(BOB, 0).articles()).containsExactly(new ArticleId(3));
        assertThat(owned(BOB, 0).images()).isEmpty();
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
        Owned owned = owned(Users.ADA, 0);
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
        Owned ofNobody = owned(new UserId(99), 0);
        assertThat(ofNobody.articles()).isEmpty();
        assertThat(ofNobody.images()).isEmpty();
        assertThat(ofNobody.isAll()).isTrue();
    }

    private Owned owned(UserId owner, long after) {
        return node.bean(QueryGateway.class)
                .query(new ListOwned(owner, after), Owned.class)
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
        return new PublishArticle(
                article.articleId(),
                BOB,
                article.title(),
                article.body(),
                article.metaDescription(),
                article.featuredImage());
    }
}
