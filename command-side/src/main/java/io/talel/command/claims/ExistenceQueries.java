package io.talel.command.claims;

import io.talel.kernel.ExistenceQuery.DoesArticleExist;
import io.talel.kernel.ExistenceQuery.DoesUserExist;
import javax.sql.DataSource;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers from the claims, which are written with the event. */
final class ExistenceQueries {

    /** The slug of a removed article stays claimed, so the last event of its stream decides. */
    private static final String ARTICLE = """
            SELECT EXISTS (
                SELECT FROM claims.claimed_slug claim
                CROSS JOIN LATERAL (
                    SELECT event_name FROM event_store.domain_event
                    WHERE aggregate_identifier = 'article-' || claim.article_id
                    ORDER BY sequence_number DESC
                    LIMIT 1) last
                WHERE claim.slug = ? AND last.event_name <> 'ArticleRemoved')""";

    private static final String USER = "SELECT EXISTS (SELECT FROM claims.claimed_username WHERE username = ?)";

    private final JdbcClient jdbc;

    ExistenceQueries(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @QueryHandler
    Boolean handle(DoesArticleExist query) {
        return exists(ARTICLE, query.slug().value());
    }

    @QueryHandler
    Boolean handle(DoesUserExist query) {
        return exists(USER, query.username().value());
    }

    private boolean exists(String sql, String name) {
        return jdbc.sql(sql).param(name).query(Boolean.class).single();
    }
}
