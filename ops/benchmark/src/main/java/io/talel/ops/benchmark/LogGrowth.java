package io.talel.ops.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes the log long enough for a replay to be more than its start: published articles are told again under new numbers
 * and slugs, while no node runs.
 */
final class LogGrowth {

    private static final String TELL_AGAIN = """
            with published as (
              select row_number() over (order by global_index) as position,
                     max(substring(aggregate_identifier from 9)::bigint) over () as highest,
                     count(*) over () as articles,
                     convert_from(payload, 'UTF8')::jsonb as said, e.*
              from event_store.domain_event e
              where event_name = 'ArticlePublished'),
            again as (
              select p.*, p.highest + position + (turn - 1) * articles as id, turn
              from published p
              cross join lateral generate_series(1, 1 + ? / articles) as turn
              where position + (turn - 1) * articles <= ? - articles)
            insert into event_store.domain_event
              (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
               event_name, event_revision, payload, metadata)
            select gen_random_uuid(), 'article-' || id, 0, aggregate_type,
                   occurred_at + turn * interval '1 day', event_name, event_revision,
                   convert_to((said || jsonb_build_object(
                     'articleId', id, 'slug', (said ->> 'slug') || '-turn-' || turn, 'slugNumber', 1))::text, 'UTF8'),
                   metadata
            from again
            order by id""";

    /** Articles that are published later need numbers of their own. */
    private static final String GO_ON_BEHIND = """
            select setval('event_store.article_id', max(substring(aggregate_identifier from 9)::bigint))
            from event_store.domain_event
            where event_name = 'ArticlePublished'""";

    private static final String COUNT =
            "select count(*) from event_store.domain_event where event_name = 'ArticlePublished'";

    private LogGrowth() {}

    /**
     * @param articles how many the log is to tell of, if they are not more already
     * @return how many it tells of
     */
    static long growTo(Connection owner, long articles) throws SQLException {
        try (PreparedStatement insert = owner.prepareStatement(TELL_AGAIN);
                PreparedStatement goOn = owner.prepareStatement(GO_ON_BEHIND);
                PreparedStatement count = owner.prepareStatement(COUNT)) {
            insert.setLong(1, articles);
            insert.setLong(2, articles);
            insert.executeUpdate();
            goOn.execute();
            try (ResultSet result = count.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}
