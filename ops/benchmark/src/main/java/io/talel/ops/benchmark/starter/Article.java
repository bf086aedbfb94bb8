package io.talel.ops.benchmark.starter;

import io.talel.ops.benchmark.starter.ArticleMessages.ArticlePublished;
import io.talel.ops.benchmark.starter.ArticleMessages.PublishArticle;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

@Aggregate
class Article {

    @AggregateIdentifier
    private @Nullable String id;

    /** For Axon, which then replays. */
    Article() {}

    @CommandHandler
    Article(PublishArticle command) {
        AggregateLifecycle.apply(
                new ArticlePublished(command.id(), command.author(), command.slug(), command.article()));
    }

    @EventSourcingHandler
    void on(ArticlePublished event) {
        id = event.id();
    }
}
