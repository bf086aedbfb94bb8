package io.talel.gateway.webhook.own;

import io.talel.gateway.auth.caller.RateLimited;
import io.talel.gateway.auth.caller.RateLimitedAction;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.body.JsonBody;
import io.talel.gateway.webhook.outbox.Delivery;
import io.talel.gateway.webhook.outbox.WebhookOutbox;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages to a webhook of the caller, and what its receiver answered. */
@RestController
@RequestMapping("/accounts/me/webhooks/{id}")
class DeliveryController {

    private static final int PAGE = 50;

    private final OwnWebhooks own;
    private final WebhookOutbox outbox;
    private final JsonAnswers json;

    DeliveryController(OwnWebhooks own, WebhookOutbox outbox, JsonAnswers json) {
        this.own = own;
        this.outbox = outbox;
        this.json = json;
    }

    /** One entry more than a page has tells whether there is a next page. */
    @GetMapping("/deliveries")
    @RateLimited(RateLimitedAction.READ_ACCOUNT)
    ResponseEntity<byte[]> list(
            SignedIn author, @PathVariable String id, @RequestParam(required = false) @Nullable String before) {
        long webhook = own.find(author.userId(), id).id();
        List<Delivery> found = outbox.deliveries(author.userId(), webhook, before, PAGE + 1);
        List<Delivery> page = found.stream().limit(PAGE).toList();
        ResponseEntity<byte[]> body = json.read(WebhookAnswers.deliveries(page));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().headers(body.getHeaders());
        if (found.size() > PAGE) {
            answer.header(HttpHeaders.LINK, link(webhook, page.getLast()));
        }
        return answer.body(body.getBody());
    }

    private static String link(long webhook, Delivery last) {
        return "</accounts/me/webhooks/%d/deliveries?before=%s>; rel=\"next\"".formatted(webhook, last.messageId());
    }

    @PostMapping("/deliveries/{message}/redeliver")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RateLimited(RateLimitedAction.WRITE)
    void redeliver(SignedIn author, @PathVariable String id, @PathVariable String message, IdempotencyKey key) {
        own.redeliver(author.userId(), key, id, message);
    }

    @PostMapping("/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RateLimited(RateLimitedAction.WRITE)
    WebhookAnswers.Replayed replay(
            SignedIn author, @PathVariable String id, IdempotencyKey key, @JsonBody ReplayRequest wanted) {
        return WebhookAnswers.of(own.replay(author.userId(), key, id, wanted));
    }
}
