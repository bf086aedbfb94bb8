package io.talel.command.claims;

import io.talel.command.claims.StoredSlugClaims.FirstSlug;
import io.talel.command.database.EventStoreTimeouts;
import io.talel.kernel.RebuildClaims;
import io.talel.kernel.UnknownEvent;
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
import io.talel.kernel.article.ArticleEvent.Beginning;
import io.talel.kernel.article.ArticleEvent.DraftPublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.image.ImageEvent;
import io.talel.kernel.user.UserEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the tables of claims again from the log, in one transaction. Meanwhile names can be looked up, and a command that
 * claims one waits, as long as a lock may be waited for. If the log contradicts itself nothing is changed.
 */
final class ClaimsRebuild {

    private static final int BATCH = 1_000;

    private final EventStorageEngine log;
    private final StoredNameClaims names;
    private final StoredSlugClaims slugs;
    private final StoredSchedules schedules;
    private final JdbcOperations connections;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ClaimsRebuild(
            EventStorageEngine log,
            StoredNameClaims names,
            StoredSlugClaims slugs,
            StoredSchedules schedules,
            DataSource dataSource,
            PlatformTransactionManager transactionManager) {
        this.log = log;
        this.names = names;
        this.slugs = slugs;
        this.schedules = schedules;
        this.connections = new JdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(connections);
        this.transaction = new TransactionTemplate(transactionManager);
    }

    @CommandHandler
    void handle(RebuildClaims command) {
        run();
    }

    void run() {
        transaction.executeWithoutResult(_ -> {
            // Waits for the running claims; a transaction that appended and has not claimed yet is not committed
            // either.
            execute("LOCK TABLE claims.claimed_email, claims.claimed_username, claims.claimed_slug,"
                    + " claims.scheduled_article IN EXCLUSIVE MODE");
            takeTime();
            execute("DELETE FROM claims.claimed_email");
            execute("DELETE FROM claims.claimed_username");
            execute("DELETE FROM claims.claimed_slug");
            execute("DELETE FROM claims.scheduled_article");
            long head = jdbc.sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_event")
                    .query(Long.class)
                    .single();
            try (Stream<? extends TrackedEventMessage<?>> events = log.readEvents(null, false)) {
                requireAll(claimAll(events.iterator()), head);
            }
        });
    }

    /**
     * For statements, and between them: the log is read by another connection, and few of its events claim anything. On both
     * ends; the pool takes the client's bound back with the connection.
     */
    private void takeTime() {
        long longest = EventStoreTimeouts.REBUILD_STATEMENT.toMillis();
        execute("SET LOCAL statement_timeout = " + longest);
        execute("SET LOCAL idle_in_transaction_session_timeout = " + longest);
        connections.execute((ConnectionCallback<Boolean>) connection -> {
            connection.setNetworkTimeout(
                    Runnable::run,
                    Math.toIntExact(
                            EventStoreTimeouts.REBUILD_STATEMENT.plusSeconds(1).toMillis()));
            return true;
        });
    }

    /** Reading ends before the end of the log while another transaction keeps very many places open. */
    private static void requireAll(long reached, long head) {
        if (reached < head) {
            throw new IllegalStateException(
                    "the log could be read up to place %d of %d only, since other transactions are open; try again"
                            .formatted(reached, head));
        }
    }

    /**
     * First slugs, of which there are many, in batches.
     *
     * @return place of the last event
     */
    private long claimAll(Iterator<? extends TrackedEventMessage<?>> events) {
        NamesInLog users = new NamesInLog(names);
        SchedulesInLog scheduled = new SchedulesInLog(schedules);
        List<FirstSlug> articles = new ArrayList<>();
        long recorded = 0;
        long place = 0;
        while (events.hasNext()) {
            TrackedEventMessage<?> event = events.next();
            place = event.trackingToken().position().orElse(place);
            scheduled.on(event);
            switch (event.getPayload()) {
                case UserEvent e -> users.on(e);
                case ArticleEvent e -> recorded += claim(e, articles);
                case ImageEvent _ -> {}
                case UnknownEvent e -> throw e.refused();
                default ->
                    throw new IllegalStateException("The log holds what is no event of users, articles or images");
            }
            if (articles.size() >= BATCH || !events.hasNext()) {
                recorded += claimBegun(articles);
            }
        }
        users.end();
        long claimed = slugs.count();
        if (claimed < recorded) {
            throw new IllegalStateException(
                    "the log gives slugs to %d articles that others have already".formatted(recorded - claimed));
        }
        return place;
    }

    /** @return how many slugs are claimed with it; what is begun waits in the list */
    private long claim(ArticleEvent event, List<FirstSlug> begun) {
        if (event instanceof SlugChanged changed) {
            // The slug may be one that the article was begun with.
            return claimBegun(begun) + slugs.claimAgain(changed);
        }
        // Not the events: their texts would be in memory, too.
        beginning(event)
                .map(first -> new FirstSlug(first.articleId(), first.slug(), first.slugNumber()))
                .ifPresent(begun::add);
        return 0;
    }

    /** @return how many slugs that is; the list is empty afterwards */
    private int claimBegun(List<FirstSlug> articles) {
        int begun = articles.size();
        slugs.claimAll(articles);
        articles.clear();
        return begun;
    }

    /** The event if it gives its article its first slug. */
    private static Optional<Beginning> beginning(ArticleEvent event) {
        return switch (event) {
            case ArticlePublished e -> Optional.of(e);
            case ArticleDrafted e -> Optional.of(e);
            case ArticleRevised _,
                    ArticleRetitled _,
                    SlugChanged _,
                    DraftPublished _,
                    ArticleUnpublished _,
                    ArticleRepublished _,
                    ArticleScheduled _,
                    ScheduleCancelled _,
                    VersionPinned _,
                    VersionUnpinned _,
                    ArticleTrashed _,
                    ArticleRestored _,
                    ArticleRemoved _ -> Optional.empty();
        };
    }

    private void execute(String sql) {
        jdbc.sql(sql).update();
    }
}
