package io.talel.query.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.CountArticles;
import io.talel.kernel.article.view.ArticleQuery.DigestAddresses;
import io.talel.kernel.article.view.ArticleQuery.ListAddresses;
import io.talel.kernel.article.view.ListDigest;
import io.talel.kernel.article.view.SitemapEntry;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.Scale;
import io.talel.query.TestDatabase;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The addresses of many articles, as sitemaps ask for them. */
class SitemapReadsIT {

    private static final int ARTICLES = Scale.times(100_000);
    private static final int PAGE = 1_000;

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final TestDatabase owner = TestDatabase.asOwnerOf(database);
    private final QueryNode node =
            QueryNode.start(database, new InMemoryEventStorageEngine(), "talelio.projections.enabled=false");

    @BeforeEach
    void there_are_many_articles() {
        GeneratedArticles.insert(owner, ARTICLES);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void pages_have_every_article_once_and_their_statements_read_nothing_but_the_index() {
        List<Long> listed = new ArrayList<>();
        ArticlePosition after = ArticlePosition.END;
        List<SitemapEntry> page = page(after, 0);
        while (!page.isEmpty()) {
            page.forEach(address -> listed.add(address.position().articleId().value()));
            after = page.getLast().position();
            page = page(after, 0);
        }

        assertThat(listed).isEqualTo(LongStream.rangeClosed(1, ARTICLES).boxed().toList());
        assertThat(page(ArticlePosition.END, ARTICLES - 2))
                .hasSize(2)
                .extracting(address -> address.slug().value())
                .containsExactly("slug-" + (ARTICLES - 1), "slug-" + ARTICLES);
        assertThat(node.ask(new CountArticles(), Long.class)).isEqualTo(ARTICLES);
        assertThat(plan(SitemapReads.DIGEST, 50_000, 0)).contains("Index Only Scan using article_in_order");
        assertThat(plan(SitemapReads.LIST, OffsetDateTime.parse("2020-01-02T00:00:00Z"), 1L, PAGE, 0L))
                .contains("Index Only Scan using article_in_order");
    }

    @Test
    void the_digest_tells_lists_apart() {
        ListDigest before = digest();
        assertThat(before.count()).isEqualTo(ARTICLES);
        assertThat(digest()).isEqualTo(before);

        owner.execute("UPDATE article_g1.article SET updated_at = updated_at + interval '1 second' WHERE id = 1");
        ListDigest later = digest();
        assertThat(later.hash()).isNotEqualTo(before.hash());

        owner.execute("UPDATE article_g1.article SET trashed = true WHERE id = 2");
        assertThat(digest().count()).isEqualTo(ARTICLES - 1);
        assertThat(digest().hash()).isNotEqualTo(later.hash());
        assertThat(node.ask(new CountArticles(), Long.class)).isEqualTo(ARTICLES - 1);
    }

    private ListDigest digest() {
        return node.ask(new DigestAddresses(0, 200_000), ListDigest.class);
    }

    private List<SitemapEntry> page(ArticlePosition after, long offset) {
        return node.context()
                .getBean(QueryGateway.class)
                .query(new ListAddresses(after, offset, PAGE), ResponseTypes.multipleInstancesOf(SitemapEntry.class))
                .join();
    }

    private String plan(String sql, Object... parameters) {
        return String.join(
                "\n",
                new JdbcTemplate(node.context().getBean("readModelDataSource", DataSource.class))
                        .queryForList("EXPLAIN " + sql, String.class, parameters));
    }
}
