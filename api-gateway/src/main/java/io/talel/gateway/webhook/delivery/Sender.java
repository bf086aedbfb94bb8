package io.talel.gateway.webhook.delivery;

import io.talel.gateway.webhook.delivery.DeliveryCounts.Outcome;
import io.talel.gateway.work.Backoff;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends to a receiver what is due to it, one message after the other, until one fails. A message whose receiver does not answer
 * with 2xx is tried again for a day. Messages may come twice, with the same {@code webhook-id}: if the node dies before it has
 * recorded the answer, or if the answer is lost.
 */
final class Sender {

    /** Some 30 attempts in a day. */
    static final Backoff PAUSES = new Backoff(Duration.ofSeconds(5), Duration.ofHours(1));

    /** After this the next receiver has its turn. The last attempt may take as long as looking up and posting do. */
    private static final Duration TURN = Duration.ofSeconds(10);

    private final DeliveryQueue queue;
    private final HttpPost http;
    private final DeliveryCounts counts;
    private final Clock clock;
    private volatile boolean stopped;

    Sender(DeliveryQueue queue, HttpPost http, DeliveryCounts counts, Clock clock) {
        this.queue = queue;
        this.http = http;
        this.counts = counts;
        this.clock = clock;
    }

    /** @throws RuntimeException if an answer could not be recorded; the message is sent again after the lease */
    void turn(Receiver receiver) {
        long begun = System.nanoTime();
        boolean sent = false;
        while (!stopped && System.nanoTime() - begun < TURN.toNanos()) {
            Optional<QueuedMessage> next = queue.next(receiver);
            if (next.isEmpty()) {
                break;
            }
            if (next.get().isTooOld()) {
                queue.giveUp(receiver, next.get());
                counts.count(Outcome.GIVEN_UP);
            } else if (send(receiver, next.get(), sent)) {
                sent = true;
            } else {
                return;
            }
        }
        if (sent) {
            queue.succeeded(receiver);
        } else {
            queue.release(receiver);
        }
    }

    /**
     * @param sent whether the receiver has taken another message in this turn
     * @return whether it was delivered; if not, the turn has ended
     */
    private boolean send(Receiver receiver, QueuedMessage message, boolean sent) {
        Answer answer;
        try {
            answer = post(receiver, message);
        } catch (IOException e) {
            // An attempt that was broken off says nothing about the receiver, and is made again after the lease.
            if (!stopped) {
                failed(receiver, message, sent, null, reason(e));
            }
            return false;
        }
        if (!answer.isSuccess()) {
            failed(
                    receiver,
                    message,
                    sent,
                    answer,
                    answer.isRedirect() ? "Redirects are not followed" : "Not answered with 2xx");
            return false;
        }
        queue.delivered(receiver, message, answer);
        counts.count(Outcome.DELIVERED);
        return true;
    }

    private Answer post(Receiver receiver, QueuedMessage message) throws IOException {
        if (receiver.url().isEmpty() || receiver.secrets().isEmpty()) {
            throw new IOException("Address or secret are lost: register it again");
        }
        Instant now = clock.instant();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", message.id());
        headers.put("webhook-timestamp", String.valueOf(now.getEpochSecond()));
        headers.put("webhook-signature", Signature.of(message.id(), now, message.body(), receiver.secrets()));
        return http.send(receiver.url().get(), headers, message.body());
    }

    private void failed(Receiver receiver, QueuedMessage message, boolean sent, @Nullable Answer answer, String error) {
        queue.failed(receiver, message, answer, error, PAUSES.pause(message.attempts() + 1));
        queue.failed(receiver, sent, PAUSES.pause(sent ? 1 : receiver.failures() + 1));
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
