package io.talel.command.claims;

import io.talel.kernel.ExistenceQuery.DoesOwnArticleExist;
import io.talel.kernel.ExistenceQuery.DoesUserExist;
import io.talel.kernel.ExistenceQuery.IsArticlePublic;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.FindSlugOwner;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers from the claims, which are written with the event. */
final class ExistenceQueries {

    /** The slug of a removed article stays claimed, so the last event of its stream decides; the first one names the author. */
    private static final String OWN_ARTICLE = """
            SELECT EXISTS (
                SELECT FROM claims.claimed_slug claim
                CROSS JOIN LATERAL (
                    SELECT event_name FROM event_store.domain_event
                    WHERE aggregate_identifier = 'article-' || claim.article_id
                    ORDER BY sequence_number DESC
                    LIMIT 1) last
                JOIN event_store.event_log first
                  ON first.stream = 'article-' || claim.article_id AND first.version = 0
                WHERE claim.slug = ?
                  AND last.event_name <> 'ArticleRemoved'
                  AND CAST(first.payload ->> 'authorId' AS bigint) = ?)""";

    /** What was last said of its publication, and of the trash, decides. */
    private static final String PUBLIC_ARTICLE = """
            SELECT EXISTS (
                SELECT FROM claims.claimed_slug claim
                CROSS JOIN LATERAL (
                    SELECT event_name FROM event_store.domain_event
                    WHERE aggregate_identifier = 'article-' || claim.article_id
                      AND event_name IN ('ArticlePublished', 'ArticleDrafted', 'DraftPublished', 'ArticleUnpublished',
                                         'ArticleRepublished')
                    ORDER BY sequence_number DESC
                    LIMIT 1) publication
                LEFT JOIN LATERAL (
                    SELECT event_name FROM event_store.domain_event
                    WHERE aggregate_identifier = 'article-' || claim.article_id
                      AND event_name IN ('ArticleTrashed', 'ArticleRestored', 'ArticleRemoved')
                    ORDER BY sequence_number DESC
                    LIMIT 1) removal ON true
                WHERE claim.slug = ?
                  AND publication.event_name IN ('ArticlePublished', 'DraftPublished', 'ArticleRepublished')
                  AND coalesce(removal.event_name, 'ArticleRestored') = 'ArticleRestored')""";

    private static final String SLUG_OWNER = "SELECT article_id FROM claims.claimed_slug WHERE slug = ?";

    private static final String USER = "SELECT EXISTS (SELECT FROM claims.claimed_username WHERE username = ?)";

    private final JdbcClient jdbc;

    ExistenceQueries(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @QueryHandler
    Boolean handle(DoesOwnArticleExist query) {
        return exists(OWN_ARTICLE, query.slug().value(), query.authorId().value());
    }

    @QueryHandler
    Boolean handle(IsArticlePublic query) {
        return exists(PUBLIC_ARTICLE, query.slug().value());
    }

    @QueryHandler
    Optional<ArticleId> handle(FindSlugOwner query) {
        return jdbc.sql(SLUG_OWNER)
                .param(query.slug().value())
                .query(Long.class)
                .optional()
                .map(ArticleId::new);
    }

    @QueryHandler
    Boolean handle(DoesUserExist query) {
        return exists(USER, query.username().value());
    }

    private boolean exists(String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).query(Boolean.class).single();
    }
}
