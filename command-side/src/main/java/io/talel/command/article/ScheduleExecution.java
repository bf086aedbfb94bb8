package io.talel.command.article;

import io.talel.command.claims.Schedules;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;

/** Carries out what is due: in one transaction the events are appended and the schedule is taken off the table. */
final class ScheduleExecution {

    private final Repository<Article> articles;
    private final Schedules schedules;

    ScheduleExecution(Repository<Article> articles, Schedules schedules) {
        this.articles = articles;
        this.schedules = schedules;
    }

    @CommandHandler
    void handle(CarryOutSchedule command) {
        Optional<Instant> now = schedules.take(command.articleId(), command.schedule());
        if (now.isEmpty()) {
            return;
        }
        boolean known = articles.load(command.articleId().toString())
                .invoke(article -> article.carryOut(command.schedule(), now.get()));
        if (!known) {
            // The table is wrong; the log decides.
            schedules.remove(command.articleId(), command.schedule());
        }
    }
}
