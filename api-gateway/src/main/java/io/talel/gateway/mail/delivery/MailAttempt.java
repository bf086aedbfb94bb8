package io.talel.gateway.mail.delivery;

import io.talel.gateway.mail.queue.QueuedMail;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mail under way. Posting it can be broken off; recording the outcome afterwards cannot. */
final class MailAttempt {

    /** Longest time to hand over a mail. */
    static final Duration MAX_DURATION = Duration.ofMinutes(1);

    private final QueuedMail mail;
    private final long begunAt = System.nanoTime();
    private @Nullable Thread posting;
    private boolean handedOver;

    MailAttempt(QueuedMail mail) {
        this.mail = mail;
    }

    QueuedMail mail() {
        return mail;
    }

    UUID id() {
        return mail.id();
    }

    /** Posts a mail. Runs on a virtual thread, since only there an interrupt ends a wait for a socket. */
    interface Post {
        void to(Runnable handingOver) throws MessagingException, IOException;
    }

    void post(Post post) throws MessagingException, IOException {
        begin();
        try {
            post.to(this::handsOver);
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        posting = Thread.currentThread();
    }

    private synchronized void end() {
        posting = null;
        // An interrupt that came too late, or was not cleared, would hit the connection to the database.
        Thread.interrupted();
    }

    private synchronized void handsOver() {
        handedOver = true;
    }

    synchronized boolean takesTooLong() {
        return !handedOver && System.nanoTime() - begunAt > MAX_DURATION.toNanos();
    }

    synchronized void breakOff() {
        if (posting != null) {
            posting.interrupt();
        }
    }
}
