package io.talel.command.claims;

import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.ArticleScheduled;
import io.talel.kernel.article.ArticleId;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/** Makes the schedules that articles have at the end of the log. Events of articles that never had one cost nothing. */
final class SchedulesInLog {

    private final StoredSchedules schedules;
    private final Set<ArticleId> scheduled = new HashSet<>();

    SchedulesInLog(StoredSchedules schedules) {
        this.schedules = schedules;
    }

    void on(EventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> event
                && event.getPayload() instanceof ArticleEvent payload
                && (payload instanceof ArticleScheduled || scheduled.contains(payload.articleId()))) {
            schedules.on(payload, event.getSequenceNumber());
            scheduled.add(payload.articleId());
        }
    }
}
