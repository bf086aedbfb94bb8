package io.talel.command.claims;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugNumber;
import io.talel.kernel.article.SlugOwner;
import io.talel.kernel.article.SlugQuery.FindFreeSlug;
import io.talel.kernel.article.SlugQuery.FindOwnSlug;
import io.talel.kernel.article.SlugQuery.FindPublicSlug;
import io.talel.kernel.article.SlugQuery.FindRecorded;
import io.talel.kernel.article.SlugQuery.FindSlugOwner;
import io.talel.kernel.user.DoesUserExist;
import io.talel.kernel.user.FindRecordedUser;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers from the claims, which are written with the event. */
final class ClaimQueries {

    /** An article whose slug was never changed has the one that is claimed. */
    private static final String PRESENT_SLUG = """
            LEFT JOIN LATERAL (
                SELECT payload ->> 'slug' AS slug FROM event_store.event_log
                WHERE stream = 'article-' || claim.article_id AND event = 'SlugChanged'
                ORDER BY version DESC
                LIMIT 1) changed ON true
            """;

    /** The slugs of a removed article stay claimed, so the last event of its stream decides; the first one names the author. */
    private static final String OWN_SLUG = """
            SELECT coalesce(changed.slug, claim.slug)
            FROM claims.claimed_slug claim
            CROSS JOIN LATERAL (
                SELECT event_name FROM event_store.domain_event
                WHERE aggregate_identifier = 'article-' || claim.article_id
                ORDER BY sequence_number DESC
                LIMIT 1) last
            JOIN event_store.event_log first
              ON first.stream = 'article-' || claim.article_id AND first.version = 0
            """ + PRESENT_SLUG + """
            WHERE claim.slug = ?
              AND last.event_name <> 'ArticleRemoved'
              AND CAST(first.payload ->> 'authorId' AS bigint) = ?""";

    /** What was last said of its publication, and of the trash, decides. */
    private static final String PUBLIC_SLUG = """
            SELECT coalesce(changed.slug, claim.slug)
            FROM claims.claimed_slug claim
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
            """ + PRESENT_SLUG + """
            WHERE claim.slug = ?
              AND publication.event_name IN ('ArticlePublished', 'DraftPublished', 'ArticleRepublished')
              AND coalesce(removal.event_name, 'ArticleRestored') = 'ArticleRestored'""";

    private static final String SLUG_OWNER =
            "SELECT claim.article_id, coalesce(changed.slug, claim.slug) AS slug FROM claims.claimed_slug claim "
                    + PRESENT_SLUG + "WHERE claim.slug = ?";

    private static final String LAST_VERSION = """
            CROSS JOIN LATERAL (
                SELECT sequence_number AS version FROM event_store.domain_event
                WHERE aggregate_identifier = recorded.stream
                ORDER BY sequence_number DESC
                LIMIT 1) last
            """;

    /** The article and its author. */
    private static final String OF_SLUG = """
            SELECT recorded.stream, last.version
            FROM claims.claimed_slug claim
            JOIN event_store.event_log first
              ON first.stream = 'article-' || claim.article_id AND first.version = 0
            CROSS JOIN LATERAL (
                VALUES (first.stream), ('user-' || (first.payload ->> 'authorId'))) AS recorded (stream)
            """ + LAST_VERSION + "WHERE claim.slug = ?";

    private static final String OF_USER = """
            SELECT recorded.stream, last.version
            FROM claims.claimed_username claim
            CROSS JOIN LATERAL (VALUES ('user-' || claim.user_id)) AS recorded (stream)
            """ + LAST_VERSION + "WHERE claim.username = ?";

    private static final String FREE_NUMBER = "SELECT claims.free_slug_number(?, ?)";

    private static final String USER = "SELECT EXISTS (SELECT FROM claims.claimed_username WHERE username = ?)";

    private final JdbcClient jdbc;

    ClaimQueries(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @QueryHandler
    Optional<Slug> handle(FindOwnSlug query) {
        return slug(OWN_SLUG, query.slug().value(), query.authorId().value());
    }

    @QueryHandler
    Optional<Slug> handle(FindPublicSlug query) {
        return slug(PUBLIC_SLUG, query.slug().value());
    }

    @QueryHandler
    Optional<SlugOwner> handle(FindSlugOwner query) {
        return jdbc.sql(SLUG_OWNER)
                .param(query.slug().value())
                .query((row, _) ->
                        new SlugOwner(new ArticleId(row.getLong("article_id")), new Slug(row.getString("slug"))))
                .optional();
    }

    @QueryHandler
    Slug handle(FindFreeSlug query) {
        Slug wanted = query.slug();
        int number = jdbc.sql(FREE_NUMBER)
                .params(StoredSlugClaims.stem(wanted), wanted.value())
                .query(Integer.class)
                .single();
        return SlugNumber.add(wanted, number);
    }

    @QueryHandler
    List<StreamVersion> handle(FindRecorded query) {
        return recorded(OF_SLUG, query.slug().value()).list();
    }

    @QueryHandler
    Optional<StreamVersion> handle(FindRecordedUser query) {
        return recorded(OF_USER, query.username().value()).optional();
    }

    @QueryHandler
    Boolean handle(DoesUserExist query) {
        return jdbc.sql(USER)
                .param(query.username().value())
                .query(Boolean.class)
                .single();
    }

    private JdbcClient.MappedQuerySpec<StreamVersion> recorded(String sql, String name) {
        return jdbc.sql(sql)
                .param(name)
                .query((row, _) -> new StreamVersion(row.getString("stream"), row.getLong("version")));
    }

    private Optional<Slug> slug(String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).query(String.class).optional().map(Slug::new);
    }
}
