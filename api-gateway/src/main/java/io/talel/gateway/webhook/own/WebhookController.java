package io.talel.gateway.webhook.own;

import io.talel.gateway.auth.caller.RateLimited;
import io.talel.gateway.auth.caller.RateLimitedAction;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.body.JsonBody;
import io.talel.gateway.webhook.registry.Webhook;
import io.talel.gateway.webhook.registry.Webhooks;
import java.net.URI;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The webhooks of the caller. */
@RestController
@RequestMapping("/accounts/me/webhooks")
class WebhookController {

    private final OwnWebhooks own;
    private final Webhooks webhooks;
    private final JsonAnswers json;

    WebhookController(OwnWebhooks own, Webhooks webhooks, JsonAnswers json) {
        this.own = own;
        this.webhooks = webhooks;
        this.json = json;
    }

    @GetMapping
    ResponseEntity<byte[]> list(SignedIn author) {
        return json.read(WebhookAnswers.of(webhooks.of(author.userId())));
    }

    @PostMapping
    @RateLimited(RateLimitedAction.WRITE)
    ResponseEntity<WebhookAnswers.One> register(SignedIn author, IdempotencyKey key, @JsonBody NewWebhook wanted) {
        Webhook webhook = own.register(author.userId(), key, wanted);
        return withSecret(HttpStatus.CREATED)
                .location(URI.create("/v1/accounts/me/webhooks/" + webhook.id()))
                .body(WebhookAnswers.withSecret(webhook));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> show(SignedIn author, @PathVariable String id) {
        return json.read(WebhookAnswers.of(own.find(author.userId(), id)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RateLimited(RateLimitedAction.WRITE)
    void remove(SignedIn author, @PathVariable String id) {
        own.remove(author.userId(), id);
    }

    @PostMapping("/{id}/rotate-secret")
    @RateLimited(RateLimitedAction.WRITE)
    ResponseEntity<WebhookAnswers.One> rotate(SignedIn author, @PathVariable String id, IdempotencyKey key) {
        return withSecret(HttpStatus.OK).body(WebhookAnswers.withSecret(own.rotate(author.userId(), key, id)));
    }

    /** Secrets are not for caches. */
    private static ResponseEntity.BodyBuilder withSecret(HttpStatus status) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore());
    }
}
