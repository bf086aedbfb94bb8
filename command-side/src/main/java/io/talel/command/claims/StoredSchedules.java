package io.talel.command.claims;

import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRepublished;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleRetitled;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.ArticleScheduled;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ScheduledTime;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of schedules, written with the events. */
final class StoredSchedules implements Schedules {

    private static final String DUE = """
            SELECT article_id, version, extract(epoch FROM due_at - clock_timestamp()) AS remaining
            FROM claims.scheduled_article
            WHERE due_at <= now() + make_interval(secs => :time) AND article_id <> ALL (:without)
            ORDER BY due_at
            LIMIT :most""";

    /**
     * No row is locked: a command of the author first appends its event and then changes the row, so that the two would wait for
     * each other.
     */
    private static final String TAKE = """
            SELECT clock_timestamp()
            FROM claims.scheduled_article
            WHERE article_id = :article AND version = :schedule AND due_at <= clock_timestamp()
              AND pg_try_advisory_xact_lock('claims.scheduled_article'::regclass::integer, hashint8(article_id))""";

    private static final String SCHEDULE = """
            INSERT INTO claims.scheduled_article (article_id, version, publish_at, unpublish_at)
            VALUES (:article, :version, :publishAt, :unpublishAt)
            ON CONFLICT (article_id) DO UPDATE
            SET version = excluded.version, publish_at = excluded.publish_at, unpublish_at = excluded.unpublish_at""";

    private static final String WITHOUT_PUBLICATION = """
            WITH ended AS (DELETE FROM claims.scheduled_article WHERE article_id = :article AND unpublish_at IS NULL)
            UPDATE claims.scheduled_article SET publish_at = NULL WHERE article_id = :article AND unpublish_at IS NOT NULL""";

    private static final String REMOVE_UNLESS_TO_BE_PUBLISHED =
            "DELETE FROM claims.scheduled_article WHERE article_id = :article AND publish_at IS NULL";

    private static final String REMOVE = "DELETE FROM claims.scheduled_article WHERE article_id = :article";

    private final JdbcClient jdbc;

    StoredSchedules(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public List<Due> dueWithin(Duration time, int most, Collection<ArticleId> without) {
        return jdbc.sql(DUE)
                .param("time", time.toMillis() / 1_000.0)
                .param("without", without.stream().map(ArticleId::value).toArray(Long[]::new))
                .param("most", most)
                .query((row, _) -> new Due(
                        new ArticleId(row.getLong("article_id")), row.getLong("version"), Duration.ofMillis((long)
                                Math.ceil(row.getDouble("remaining") * 1_000))))
                .list();
    }

    @Override
    public Optional<Instant> take(ArticleId article, long schedule) {
        return jdbc.sql(TAKE)
                .param("article", article.value())
                .param("schedule", schedule)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public void remove(ArticleId article, long schedule) {
        jdbc.sql(REMOVE + " AND version = :schedule")
                .param("article", article.value())
                .param("schedule", schedule)
                .update();
    }

    /**
     * Follows the events of an article in their order.
     *
     * @param version version of the stream that the event makes
     */
    void on(ArticleEvent event, long version) {
        switch (event) {
            case ArticleScheduled e ->
                jdbc.sql(SCHEDULE)
                        .param("article", e.articleId().value())
                        .param("version", version)
                        .param("publishAt", time(e.publishAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("unpublishAt", time(e.unpublishAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .update();
            case DraftPublished _, ArticleRepublished _, VersionPinned _, VersionUnpinned _ ->
                change(WITHOUT_PUBLICATION, event);
            case ArticleUnpublished _ -> change(REMOVE_UNLESS_TO_BE_PUBLISHED, event);
            case ScheduleCancelled _, ArticleTrashed _, ArticleRemoved _ -> change(REMOVE, event);
            case ArticlePublished _,
                    ArticleDrafted _,
                    ArticleRevised _,
                    ArticleRetitled _,
                    SlugChanged _,
                    ArticleRestored _ -> {}
        }
    }

    private void change(String sql, ArticleEvent event) {
        jdbc.sql(sql).param("article", event.articleId().value()).update();
    }

    private static @Nullable OffsetDateTime time(ScheduledTime scheduled) {
        return scheduled.at() == null ? null : scheduled.at().atOffset(ZoneOffset.UTC);
    }
}
