package io.talel.command.claims;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugOwner;
import io.talel.kernel.article.SlugQuery;
import io.talel.kernel.article.SlugQuery.FindFreeSlug;
import io.talel.kernel.article.SlugQuery.FindOwnSlug;
import io.talel.kernel.article.SlugQuery.FindPublicSlug;
import io.talel.kernel.article.SlugQuery.FindSlugOwner;
import io.talel.kernel.user.DoesUserExist;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExistenceIT {

    /** The author of {@link Articles}. */
    private static final UserId ADA = new UserId(7);

    private static Node node;

    @BeforeAll
    static void start() {
        node = Node.on(SharedServers.newDatabase());
        node.send(Users.registerAda());
        node.send(Articles.publish(Articles.HELLO, "Hello"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void what_is_recorded_exists() {
        assertThat(node.ask(new DoesUserExist(Users.ADAS_NAME), Boolean.class)).contains(true);
        assertThat(node.ask(new DoesUserExist(new Username("nobody")), Boolean.class))
                .contains(false);
        assertThat(exists(new FindOwnSlug(ADA, new Slug("hello")))).isTrue();
        assertThat(exists(new FindOwnSlug(ADA, new Slug("none")))).isFalse();
    }

    @Test
    void a_free_slug_is_the_one_that_the_next_article_gets() {
        FindFreeSlug query = new FindFreeSlug(new Slug("next"));
        assertThat(node.ask(query, Slug.class)).contains(new Slug("next"));
        node.send(Articles.publish(new ArticleId(51), "Next"));
        node.send(Articles.publish(new ArticleId(52), "Next"));
        assertThat(node.ask(query, Slug.class)).contains(new Slug("next-3"));
        assertThat(node.ask(new FindFreeSlug(new Slug("next-2")), Slug.class)).contains(new Slug("next-2-2"));
    }

    @Test
    void a_hidden_article_exists_for_its_author_until_it_is_removed() {
        ArticleId article = new ArticleId(45);
        Slug slug = new Slug("mine");
        node.send(Articles.draft(article, "Mine"));
        assertThat(exists(new FindOwnSlug(ADA, slug))).isTrue();
        assertThat(exists(new FindOwnSlug(new UserId(8), slug))).isFalse();
        node.send(Articles.trash(article));
        assertThat(exists(new FindOwnSlug(ADA, slug))).isTrue();
        node.send(Articles.remove(article));
        assertThat(exists(new FindOwnSlug(ADA, slug))).isFalse();
    }

    @Test
    void an_article_is_public_while_it_is_published_and_not_trashed() {
        ArticleId article = new ArticleId(43);
        FindPublicSlug isPublic = new FindPublicSlug(new Slug("hidden"));
        assertThat(exists(isPublic)).isFalse();
        node.send(Articles.draft(article, "Hidden"));
        assertThat(exists(isPublic)).isFalse();
        node.send(Articles.publishDraft(article));
        assertThat(exists(isPublic)).isTrue();
        node.send(Articles.trash(article));
        assertThat(exists(isPublic)).isFalse();
        node.send(Articles.restore(article));
        assertThat(exists(isPublic)).isTrue();
        node.send(Articles.unpublish(article));
        assertThat(exists(isPublic)).isFalse();
        node.send(Articles.publishDraft(article));
        assertThat(exists(isPublic)).isTrue();
        node.send(Articles.remove(article));
        assertThat(exists(isPublic)).isFalse();
        assertThat(exists(new FindPublicSlug(new Slug("hello")))).isTrue();
    }

    @Test
    void a_slug_leads_to_its_article_whoever_sees_it() {
        ArticleId draft = new ArticleId(44);
        node.send(Articles.draft(draft, "A draft"));

        assertThat(owner("a-draft")).contains(new SlugOwner(draft, new Slug("a-draft")));
        assertThat(owner("hello")).contains(new SlugOwner(Articles.HELLO, new Slug("hello")));
        assertThat(owner("none")).isEmpty();
    }

    @Test
    void every_old_slug_leads_to_the_present_one() {
        ArticleId article = new ArticleId(46);
        node.send(Articles.draft(article, "First"));
        for (String slug : List.of("second", "third", "first", "fourth")) {
            node.send(Articles.rename(article, slug));
        }
        Slug fourth = new Slug("fourth");
        for (String slug : List.of("first", "second", "third", "fourth")) {
            assertThat(owner(slug)).contains(new SlugOwner(article, fourth));
            assertThat(node.ask(new FindOwnSlug(ADA, new Slug(slug)), Slug.class))
                    .contains(fourth);
            assertThat(exists(new FindPublicSlug(new Slug(slug)))).isFalse();
        }
        node.send(Articles.publishDraft(article));
        assertThat(node.ask(new FindPublicSlug(new Slug("first")), Slug.class)).contains(fourth);
        node.send(Articles.remove(article));
        assertThat(exists(new FindPublicSlug(new Slug("first")))).isFalse();
        assertThat(exists(new FindOwnSlug(ADA, new Slug("first")))).isFalse();
    }

    private static Optional<SlugOwner> owner(String slug) {
        return node.ask(new FindSlugOwner(new Slug(slug)), SlugOwner.class);
    }

    @Test
    void it_is_told_while_commands_hold_all_their_connections() throws SQLException {
        HikariDataSource commands = node.context().getBean("eventStorePool", HikariDataSource.class);
        List<Connection> held = new ArrayList<>();
        try {
            while (held.size() < commands.getMaximumPoolSize()) {
                held.add(commands.getConnection());
            }
            assertThat(exists(new FindOwnSlug(ADA, new Slug("hello")))).isTrue();
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    private static boolean exists(SlugQuery query) {
        return node.ask(query, Slug.class).isPresent();
    }
}
