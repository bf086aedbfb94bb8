package io.talel.gateway.webhook.delivery;

import io.talel.gateway.webhook.delivery.WebhookDeliveryCounts.Outcome;
import io.talel.gateway.webhook.registry.ReceiverRules;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to a receiver what is due to it, one message after the other, until one fails. A message whose receiver does not answer
 * with 2xx is sent again, see {@link DeliveryQueue}. Messages may come twice, with the same {@code webhook-id}: if the node dies
 * before it has recorded the answer, or if the answer is lost.
 */
final class WebhookSender {

    /** From the connection to the end of the answer. Looking the host up comes before, and takes what the system allows. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    /** After this the next receiver has its turn. The last attempt may take as long as looking up and posting do. */
    private static final Duration TURN = Duration.ofSeconds(10);

    /** A receiver with a longer attempt is not proven. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    private final DeliveryQueue queue;
    private final HttpPost http;
    private final WebhookDeliveryCounts counts;
    private final ReceiverRules rules;
    private final Clock clock;
    private volatile boolean stopped;

    WebhookSender(DeliveryQueue queue, HttpPost http, WebhookDeliveryCounts counts, ReceiverRules rules, Clock clock) {
        this.queue = queue;
        this.http = http;
        this.counts = counts;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Ends at the first success after failures, so that it is recorded before another message fails or is given up.
     *
     * @throws RuntimeException if an answer could not be recorded; the message is sent again after the lease
     */
    void turn(LeasedWebhook receiver) {
        long begun = System.nanoTime();
        long slowest = 0;
        boolean sent = false;
        while (!(sent && receiver.failures() > 0) && !stopped && System.nanoTime() - begun < TURN.toNanos()) {
            Optional<QueuedMessage> next = queue.next(receiver);
            if (next.isEmpty()) {
                break;
            }
            if (next.get().isTooOld()) {
                queue.giveUp(receiver, next.get());
                counts.count(Outcome.GIVEN_UP);
                continue;
            }
            long sending = System.nanoTime();
            if (!send(receiver, next.get())) {
                return;
            }
            sent = true;
            slowest = Math.max(slowest, System.nanoTime() - sending);
        }
        if (sent) {
            queue.succeeded(receiver, slowest < SLOW.toNanos());
        } else {
            queue.release(receiver);
        }
    }

    /** @return whether it was delivered; if not, the turn has ended */
    private boolean send(LeasedWebhook receiver, QueuedMessage message) {
        ReceiverResponse answer;
        try {
            answer = post(receiver, message);
        } catch (IOException e) {
            // An attempt that was broken off says nothing about the receiver, and is made again after the lease.
            if (!stopped) {
                failed(receiver, message, null, reason(e));
            }
            return false;
        } catch (RuntimeException e) {
            if (!stopped) {
                LOG.warn("A message cannot be sent to webhook {}: {}", receiver.webhookId(), e.toString());
                failed(receiver, message, null, "It could not be sent");
            }
            return false;
        }
        if (!answer.isSuccess()) {
            failed(
                    receiver,
                    message,
                    answer,
                    answer.isRedirect() ? "Redirects are not followed" : "Not answered with 2xx");
            return false;
        }
        queue.delivered(receiver, message, answer);
        counts.count(Outcome.DELIVERED);
        return true;
    }

    private ReceiverResponse post(LeasedWebhook receiver, QueuedMessage message) throws IOException {
        if (receiver.url().isEmpty() || receiver.secrets().isEmpty()) {
            throw new IOException("Address or secret are lost: register it again");
        }
        if (!rules.mayUse(receiver.url().get())) {
            throw new IOException("The address does not begin with https://");
        }
        Instant now = clock.instant();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", message.id());
        headers.put("webhook-timestamp", String.valueOf(now.getEpochSecond()));
        headers.put("webhook-signature", WebhookSignature.of(message.id(), now, message.body(), receiver.secrets()));
        return http.send(receiver.url().get(), headers, message.body());
    }

    private void failed(
            LeasedWebhook receiver, QueuedMessage message, @Nullable ReceiverResponse answer, String error) {
        queue.failed(receiver, message, answer, error, DeliveryRetries.PAUSES.pause(message.attempts() + 1));
        queue.failed(
                receiver, DeliveryRetries.PAUSES.pause(receiver.failures() + 1), answer != null && answer.isGone());
        counts.count(Outcome.FAILED);
    }

    private static String reason(IOException failure) {
        return failure instanceof SSLException
                ? "No encrypted connection: " + failure.getMessage()
                : String.valueOf(failure.getMessage());
    }

    /** Begins no other attempt. */
    void stop() {
        stopped = true;
    }

    /** Breaks off attempts that are under way. */
    void breakOff() {
        http.breakOff();
    }

    void close() {
        http.close();
    }
}
