package io.talel.command.claims;

import io.talel.kernel.article.FindSchedule;
import io.talel.kernel.article.Schedule;
import io.talel.kernel.article.ScheduledTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers from the table of schedules, which is written with the event. */
final class ScheduleQueries {

    private static final String FIND =
            "SELECT version, publish_at, unpublish_at FROM claims.scheduled_article WHERE article_id = ?";

    private final JdbcClient jdbc;

    ScheduleQueries(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @QueryHandler
    Optional<Schedule> handle(FindSchedule query) {
        return jdbc.sql(FIND)
                .param(query.articleId().value())
                .query((row, _) ->
                        new Schedule(row.getLong("version"), time(row, "publish_at"), time(row, "unpublish_at")))
                .optional();
    }

    private static ScheduledTime time(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? ScheduledTime.NEVER : new ScheduledTime(at.toInstant());
    }
}
