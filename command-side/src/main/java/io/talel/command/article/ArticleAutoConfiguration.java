package io.talel.command.article;

import io.talel.command.article.schedule.ScheduleRunner;
import io.talel.command.claims.ImportedSlugClaims;
import io.talel.command.claims.Schedules;
import io.talel.command.claims.SlugClaims;
import io.talel.command.claims.WantedSlugClaims;
import io.talel.command.database.IdSequence;
import io.talel.command.eventlog.BackdatedEvents;
import io.talel.command.eventlog.SnapshotKind;
import io.talel.command.eventlog.commit.CommitSignal;
import io.talel.command.eventlog.commit.SettledLog;
import io.talel.command.eventlog.index.LogIndex;
import io.talel.command.eventlog.index.StreamIndex;
import io.talel.command.personal.PersonKeys;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleIds;
import io.talel.kernel.article.news.NewsLog;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/** The write side of articles. */
@AutoConfiguration
class ArticleAutoConfiguration {

    static final SnapshotKind SNAPSHOTS = new SnapshotKind(Article.class, Article.SNAPSHOT_REVISION, false);

    @Bean
    SnapshotKind articleSnapshots() {
        return SNAPSHOTS;
    }

    @Bean
    ArticleIds articleIds(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        IdSequence numbers = new IdSequence(dataSource, "event_store.article_id");
        return () -> new ArticleId(numbers.next());
    }

    @Bean
    ConfigurerModule articleCommands(
            SlugClaims slugs,
            ImportedSlugClaims importedSlugs,
            WantedSlugClaims wantedSlugs,
            Schedules schedules,
            PersonKeys keys,
            LockFactory commandLocks) {
        return configurer -> configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Article.class)
                        .configureLockFactory(_ -> commandLocks)
                        .configureSnapshotTrigger(axon ->
                                new EventCountSnapshotTriggerDefinition(axon.snapshotter(), Article.EVENTS_A_SNAPSHOT)))
                .registerCommandHandler(axon -> new NewArticles(axon.repository(Article.class), slugs, keys))
                .registerCommandHandler(axon ->
                        new ArticleImporting(new BackdatedEvents(axon.eventStore()), importedSlugs, wantedSlugs, keys))
                .registerCommandHandler(axon -> new ScheduleExecution(axon.repository(Article.class), schedules, keys));
    }

    @Bean
    ConfigurerModule historyQueries(@Qualifier("historyIndex") StreamIndex events, PersonKeys keys) {
        return configurer -> configurer.registerQueryHandler(_ -> new HistoryQueries(events, keys));
    }

    @Bean
    ConfigurerModule revisions(StreamIndex events, WantedSlugClaims slugs) {
        return configurer -> configurer
                .registerCommandHandler(axon -> new ArticleRevising(axon.repository(Article.class), events, slugs))
                .registerCommandHandler(axon -> new ArticleReverting(axon.repository(Article.class), events))
                .registerQueryHandler(_ -> new VersionQueries(events));
    }

    @Bean
    ConfigurerModule removedTags(StreamIndex events) {
        return configurer -> configurer.registerQueryHandler(_ -> new RemovedTags(events));
    }

    @Bean
    NewsLog newsLog(LogIndex index, SettledLog log, PersonKeys keys, CommitSignal commits) {
        return new StoredNewsLog(index, log, keys, commits);
    }

    /** Not for operators' commands, which are no nodes. */
    @Bean
    @ConditionalOnBooleanProperty(name = "talelio.schedules.enabled", matchIfMissing = true)
    ScheduleRunner scheduleRunner(Schedules schedules, CommandGateway commandGateway) {
        return new ScheduleRunner(schedules, commandGateway);
    }
}
