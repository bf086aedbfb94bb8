package io.talel.gateway.webhook.outbox;

import io.talel.gateway.bus.events.ArticleEventListener;
import io.talel.gateway.webhook.registry.HookedAuthors;
import org.springframework.stereotype.Component;

/** Queues a message for the webhooks of an author whose article has changed for readers. */
@Component
final class WhenArticleChangesThenTell implements ArticleEventListener {

    private final HookedAuthors authors;
    private final WebhookOutbox outbox;
    private final WebhookPayload payload;

    WhenArticleChangesThenTell(HookedAuthors authors, WebhookOutbox outbox, WebhookPayload payload) {
        this.authors = authors;
        this.outbox = outbox;
        this.payload = payload;
    }

    @Override
    public boolean mayConcern(String actor) {
        return authors.maySeeChange(actor);
    }

    @Override
    public void noticed(Noticed event) {
        outbox.add(payload.message(event.id(), event.news()));
    }
}
