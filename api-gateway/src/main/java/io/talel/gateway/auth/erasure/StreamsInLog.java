package io.talel.gateway.auth.erasure;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.user.UserId;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The articles and images of a person that were not removed, by the log itself: a read model may lag, be paused, or have
 * parked one. No index of the log knows whose a stream is, so all that was recorded since the person registered is read,
 * some places at a time.
 */
final class StreamsInLog {

    /** Places of one statement, which has five seconds: these many are read in a fraction of one, however long their texts. */
    static final long PLACES_AT_ONCE = 2_000;

    /** {@code json} and {@code ->}: texts of the other members, which may hold what no text of PostgreSQL can, are skipped. */
    private static final String BEGUN = """
            SELECT begun.aggregate_identifier
            FROM event_store.domain_event AS begun
            WHERE begun.global_index > :after AND begun.global_index <= :upTo
              AND begun.event_name = :first
              AND (convert_from(begun.payload, 'UTF8')::json -> :whose)::text = :userId
              AND NOT EXISTS (
                  SELECT FROM event_store.domain_event AS ended
                  WHERE ended.aggregate_identifier = begun.aggregate_identifier AND ended.event_name = :last)
            ORDER BY begun.global_index
            """;

    private static final String REGISTERED = """
            SELECT global_index FROM event_store.domain_event
            WHERE aggregate_identifier = :stream AND sequence_number = 0
            """;

    private final JdbcClient jdbc;
    private final long placesAtOnce;

    StreamsInLog(JdbcClient jdbc) {
        this(jdbc, PLACES_AT_ONCE);
    }

    StreamsInLog(JdbcClient jdbc, long placesAtOnce) {
        this.jdbc = jdbc;
        this.placesAtOnce = placesAtOnce;
    }

    /** @param step called after every few places, whether or not any was found there */
    void articlesOf(UserId userId, Consumer<ArticleId> found, Runnable step) {
        read(userId, "ArticlePublished", "authorId", "ArticleRemoved", id -> found.accept(new ArticleId(id)), step);
    }

    /** @param step called after every few places, whether or not any was found there */
    void imagesOf(UserId userId, Consumer<ImageId> found, Runnable step) {
        read(userId, "ImageUploaded", "ownerId", "ImageRemoved", id -> found.accept(new ImageId(id)), step);
    }

    private void read(UserId userId, String first, String whose, String last, Consumer<Long> found, Runnable step) {
        long head = jdbc.sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_event")
                .query(Long.class)
                .single();
        long after = jdbc.sql(REGISTERED)
                .param("stream", userId.toString())
                .query(Long.class)
                .optional()
                .orElse(head);
        while (after < head) {
            long upTo = Math.min(head, after + placesAtOnce);
            List<String> streams = jdbc.sql(BEGUN)
                    .param("after", after)
                    .param("upTo", upTo)
                    .param("first", first)
                    .param("whose", whose)
                    .param("userId", String.valueOf(userId.value()))
                    .param("last", last)
                    .query(String.class)
                    .list();
            streams.forEach(stream -> found.accept(Long.valueOf(stream.substring(stream.indexOf('-') + 1))));
            after = upTo;
            step.run();
        }
    }
}
