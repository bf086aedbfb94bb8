package io.talel.command.eventlog.index;

import io.talel.kernel.ListOwned;
import io.talel.kernel.OwnedIds;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.image.ImageId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the articles and images of a person. No index of the log knows the owner of a stream, so this reads everything since
 * the registration, some places at a time.
 */
final class OwnedStreams {

    /**
     * Places of one statement, which has five seconds. A compressed text is fetched as a whole, though only its beginning is
     * looked at: if all are of the longest, that is 280 MB, 0.15 s in memory and 3 s on a disk that reads 100 MB/s.
     */
    static final long PLACES_AT_ONCE = 500;

    private static final String ARTICLE = "article-";
    private static final String IMAGE = "image-";

    /**
     * Compares the beginnings of payloads: every revision says first which stream it is, and then whose. Nothing is parsed, so
     * neither long texts nor one that is damaged keep anybody's streams from being found.
     */
    private static final String BEGUN = """
            SELECT begun.aggregate_identifier
            FROM event_store.domain_event AS begun
            JOIN (VALUES ('ArticlePublished', '{"articleId":%s,"authorId":%s,'),
                         ('ArticleDrafted', '{"articleId":%s,"authorId":%s,'),
                         ('ImageUploaded', '{"imageId":%s,"ownerId":%s,')) AS first (event_name, beginning)
                ON first.event_name = begun.event_name
            CROSS JOIN LATERAL convert_to(
                format(first.beginning, split_part(begun.aggregate_identifier, '-', 2), :owner), 'UTF8')
                AS theirs (beginning)
            WHERE begun.global_index > :after AND begun.global_index <= :upTo
              AND substring(begun.payload FROM 1 FOR length(theirs.beginning)) = theirs.beginning
              AND (:removedToo OR NOT EXISTS (
                  SELECT FROM event_store.domain_event AS ended
                  WHERE ended.aggregate_identifier = begun.aggregate_identifier
                    AND ended.event_name IN ('ArticleRemoved', 'ImageRemoved')))
            ORDER BY begun.global_index
            """;

    private static final String REGISTERED = """
            SELECT global_index FROM event_store.domain_event
            WHERE aggregate_identifier = :stream AND sequence_number = 0
            """;

    private final JdbcClient jdbc;

    OwnedStreams(DataSource eventStore) {
        this.jdbc = JdbcClient.create(eventStore);
    }

    @QueryHandler
    OwnedIds handle(ListOwned query) {
        long head = jdbc.sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_event")
                .query(Long.class)
                .single();
        long registered = jdbc.sql(REGISTERED)
                .param("stream", query.owner().toString())
                .query(Long.class)
                .optional()
                .orElse(head);
        long after = Math.max(query.after(), registered);
        long upTo = Math.min(head, after + PLACES_AT_ONCE);
        return owned(begun(query, after, upTo), upTo, upTo == head);
    }

    private List<String> begun(ListOwned query, long after, long upTo) {
        return jdbc.sql(BEGUN)
                .param("after", after)
                .param("upTo", upTo)
                .param("removedToo", query.removedToo())
                .param("owner", String.valueOf(query.owner().value()))
                .query(String.class)
                .list();
    }

    private static OwnedIds owned(List<String> streams, long upTo, boolean isAll) {
        List<ArticleId> articles = new ArrayList<>();
        List<ImageId> images = new ArrayList<>();
        for (String stream : streams) {
            if (stream.startsWith(ARTICLE)) {
                articles.add(new ArticleId(Long.parseLong(stream.substring(ARTICLE.length()))));
            } else {
                images.add(new ImageId(Long.parseLong(stream.substring(IMAGE.length()))));
            }
        }
        return new OwnedIds(articles, images, upTo, isAll);
    }
}
