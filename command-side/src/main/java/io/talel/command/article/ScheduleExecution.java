package io.talel.command.article;

import io.talel.command.article.schedule.CarryOutSchedule;
import io.talel.command.claims.Schedules;
import io.talel.command.personal.PersonKeys;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** Carries out what is due: in one transaction the events are appended and the schedule is taken off the table. */
final class ScheduleExecution {

    private final Repository<Article> articles;
    private final Schedules schedules;
    private final PersonKeys keys;

    ScheduleExecution(Repository<Article> articles, Schedules schedules, PersonKeys keys) {
        this.articles = articles;
        this.schedules = schedules;
        this.keys = keys;
    }

    /** @return whether the schedule was this node's to carry out */
    @CommandHandler
    boolean handle(CarryOutSchedule command) {
        Optional<Instant> now = schedules.take(command.articleId(), command.schedule());
        if (now.isEmpty()) {
            return false;
        }
        if (!isCarriedOut(command, now.get())) {
            // The table is wrong; the log decides.
            schedules.remove(command.articleId(), command.schedule());
        }
        return true;
    }

    /** @return whether the log has the schedule */
    private boolean isCarriedOut(CarryOutSchedule command, Instant now) {
        try {
            return articles.load(command.articleId().toString())
                    .invoke(article -> keys.isThere(article.authorId().toString())
                            ? article.carryOut(command.schedule(), now)
                            : article.cancel(command.schedule()));
        } catch (AggregateNotFoundException _) {
            return false;
        }
    }
}
