package io.talel.gateway.webhook.own;

import io.talel.gateway.idempotency.Creation;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.idempotency.IdempotentRequest;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.webhook.outbox.LastReplay;
import io.talel.gateway.webhook.outbox.WebhookOutbox;
import io.talel.gateway.webhook.registry.HookedAuthors;
import io.talel.gateway.webhook.registry.ReceiverRules;
import io.talel.gateway.webhook.registry.Webhook;
import io.talel.gateway.webhook.registry.Webhooks;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.user.UserId;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries out what an author wants of the own webhooks. Those of others are not found, like unknown ones. */
@Service
final class OwnWebhooks {

    private final Webhooks webhooks;
    private final HookedAuthors authors;
    private final WebhookOutbox outbox;
    private final ReceiverRules rules;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;

    OwnWebhooks(
            Webhooks webhooks,
            HookedAuthors authors,
            WebhookOutbox outbox,
            ReceiverRules rules,
            Idempotency idempotency,
            @Qualifier("eventStoreTransactionManager") PlatformTransactionManager eventStoreTransactionManager) {
        this.webhooks = webhooks;
        this.authors = authors;
        this.outbox = outbox;
        this.rules = rules;
        this.idempotency = idempotency;
        this.transaction = new TransactionTemplate(eventStoreTransactionManager);
    }

    /**
     * Returns when all nodes know the webhook: it misses no event after that.
     *
     * @throws InvalidValue if messages may not go to the address
     * @throws HttpRefusal with 409 if the account has as many webhooks as it may have, or one with this address; with 404 if this
     *     is a repeated request, and its webhook was removed
     */
    Webhook register(UserId author, IdempotencyKey key, NewWebhook wanted) {
        rules.check(wanted.url());
        Webhook webhook = idempotency.create(
                key.by(author),
                () -> wanted,
                Creation.ofOne(
                        webhooks::nextId,
                        (id, done) -> add(author, id, wanted, done),
                        id -> webhooks.find(author, id)));
        authors.awaitKnown();
        return webhook;
    }

    private Webhook add(UserId author, long id, NewWebhook wanted, Runnable done) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            Webhook webhook = webhooks.add(author, id, wanted.url(), wanted.wanted());
            done.run();
            return webhook;
        }));
    }

    /** @throws HttpRefusal with 404 if the author has no such webhook */
    Webhook find(UserId author, String id) {
        return webhooks.find(author, number(id)).orElseThrow(OwnWebhooks::unknown);
    }

    /** A repeated request makes one secret, and is answered with the present one. */
    Webhook rotate(UserId author, IdempotencyKey key, String id) {
        return idempotency.change(
                key.by(author),
                () -> find(author, id).secretNumber(),
                () -> find(author, id),
                expected -> webhooks.rotate(author, number(id), expected).orElseThrow(OwnWebhooks::unknown));
    }

    /** @throws HttpRefusal with 404 if the author has no such webhook */
    void remove(UserId author, String id) {
        if (!webhooks.remove(author, number(id))) {
            throw unknown();
        }
    }

    /** @throws HttpRefusal with 404 if there is no such delivery */
    void redeliver(UserId author, IdempotencyKey key, String id, String messageId) {
        long webhook = find(author, id).id();
        once(key.by(author), () -> "", () -> {
            if (!outbox.redeliver(author, webhook, messageId)) {
                throw new HttpRefusal(HttpStatus.NOT_FOUND, "Delivery not found");
            }
        });
    }

    /**
     * A repeated request is answered with the last replay, which may be a later one.
     *
     * @throws HttpRefusal with 404 if the author has no such webhook, with 409 while its last replay goes on
     */
    LastReplay replay(UserId author, IdempotencyKey key, String id, ReplayRequest wanted) {
        long webhook = find(author, id).id();
        if (wanted.from() < 0) {
            throw new InvalidValue("from", "must not be negative");
        }
        once(key.by(author), () -> wanted, () -> {
            if (!outbox.replay(author, webhook, wanted.from())) {
                throw new HttpRefusal(HttpStatus.CONFLICT, "Messages of the last replay are still due");
            }
        });
        return outbox.lastReplay(author, webhook).orElseThrow(OwnWebhooks::unknown);
    }

    /**
     * One transaction makes the change and marks the request as done. So a repeat after a crash makes no other change, nor does an
     * attempt that hung until another one was done.
     */
    private void once(IdempotentRequest request, Supplier<?> body, Runnable change) {
        idempotency.once(request, body, true, execution -> {
            transaction.executeWithoutResult(status -> {
                change.run();
                if (!execution.done().getAsBoolean()) {
                    status.setRollbackOnly();
                }
            });
            return true;
        });
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw unknown();
        }
        return Long.parseLong(id);
    }

    private static HttpRefusal unknown() {
        return new HttpRefusal(HttpStatus.NOT_FOUND, "Webhook not found");
    }
}
