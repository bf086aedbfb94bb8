package io.talel.command.eventlog;

import io.talel.kernel.ListOwned;
import io.talel.kernel.Owned;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.image.ImageId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the articles and images of a person that were not removed. No index of the log knows whose a stream is, so all that
 * was recorded since they registered is read, some places at a time.
 */
final class OwnedStreams {

    /** Places of one statement, which has five seconds: these many are read in a fraction of one, however long their texts. */
    static final long PLACES_AT_ONCE = 2_000;

    private static final String ARTICLE = "article-";
    private static final String IMAGE = "image-";

    /** {@code json} and {@code ->}: texts of the other members, which may hold what no text of PostgreSQL can, are skipped. */
    private static final String BEGUN = """
            SELECT begun.aggregate_identifier
            FROM event_store.domain_event AS begun
            WHERE begun.global_index > :after AND begun.global_index <= :upTo
              AND (begun.event_name = 'ArticlePublished'
                       AND (convert_from(begun.payload, 'UTF8')::json -> 'authorId')::text = :owner
                   OR begun.event_name = 'ImageUploaded'
                       AND (convert_from(begun.payload, 'UTF8')::json -> 'ownerId')::text = :owner)
              AND NOT EXISTS (
                  SELECT FROM event_store.domain_event AS ended
                  WHERE ended.aggregate_identifier = begun.aggregate_identifier
                    AND ended.event_name IN ('ArticleRemoved', 'ImageRemoved'))
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
    Owned handle(ListOwned query) {
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
                .param("owner", String.valueOf(query.owner().value()))
                .query(String.class)
                .list();
    }

    private static Owned owned(List<String> streams, long upTo, boolean isAll) {
        List<ArticleId> articles = new ArrayList<>();
        List<ImageId> images = new ArrayList<>();
        for (String stream : streams) {
            if (stream.startsWith(ARTICLE)) {
                articles.add(new ArticleId(Long.parseLong(stream.substring(ARTICLE.length()))));
            } else {
                images.add(new ImageId(Long.parseLong(stream.substring(IMAGE.length()))));
            }
        }
        return new Owned(articles, images, upTo, isAll);
    }
}
