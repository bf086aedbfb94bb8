package io.talel.command.claims;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.talel.command.Articles;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.ExistenceQuery.DoesOwnArticleExist;
import io.talel.kernel.ExistenceQuery.DoesUserExist;
import io.talel.kernel.ExistenceQuery.IsArticlePublic;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.FindSlugOwner;
import io.talel.kernel.article.Slug;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
        assertThat(exists(new DoesUserExist(Users.ADAS_NAME))).isTrue();
        assertThat(exists(new DoesUserExist(new Username("nobody")))).isFalse();
        assertThat(exists(new DoesOwnArticleExist(ADA, new Slug("hello")))).isTrue();
        assertThat(exists(new DoesOwnArticleExist(ADA, new Slug("none")))).isFalse();
    }

    @Test
    void a_hidden_article_exists_for_its_author_until_it_is_removed() {
        ArticleId article = new ArticleId(45);
        Slug slug = new Slug("mine");
        node.send(Articles.draft(article, "Mine"));
        assertThat(exists(new DoesOwnArticleExist(ADA, slug))).isTrue();
        assertThat(exists(new DoesOwnArticleExist(new UserId(8), slug))).isFalse();
        node.send(Articles.trash(article));
        assertThat(exists(new DoesOwnArticleExist(ADA, slug))).isTrue();
        node.send(Articles.remove(article));
        assertThat(exists(new DoesOwnArticleExist(ADA, slug))).isFalse();
    }

    @Test
    void an_article_is_public_while_it_is_published_and_not_trashed() {
        ArticleId article = new ArticleId(43);
        IsArticlePublic isPublic = new IsArticlePublic(new Slug("hidden"));
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
        assertThat(exists(new IsArticlePublic(new Slug("hello")))).isTrue();
    }

    @Test
    void a_slug_leads_to_its_article_whoever_sees_it() {
        ArticleId draft = new ArticleId(44);
        node.send(Articles.draft(draft, "A draft"));

        assertThat(node.ask(new FindSlugOwner(new Slug("a-draft")), ArticleId.class))
                .contains(draft);
        assertThat(node.ask(new FindSlugOwner(new Slug("hello")), ArticleId.class))
                .contains(Articles.HELLO);
        assertThat(node.ask(new FindSlugOwner(new Slug("none")), ArticleId.class))
                .isEmpty();
    }

    @Test
    void it_is_told_while_commands_hold_all_their_connections() throws SQLException {
        HikariDataSource commands = node.context().getBean("eventStorePool", HikariDataSource.class);
        List<Connection> held = new ArrayList<>();
        try {
            while (held.size() < commands.getMaximumPoolSize()) {
                held.add(commands.getConnection());
            }
            assertThat(exists(new DoesOwnArticleExist(ADA, new Slug("hello")))).isTrue();
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    private static boolean exists(Object query) {
        return node.ask(query, Boolean.class).orElseThrow();
    }
}
