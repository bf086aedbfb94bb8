package io.talel.gateway.mail.delivery;

import io.talel.gateway.mail.delivery.MailDeliveryCounts.Outcome;
import io.talel.gateway.mail.queue.MailQueue;
import io.talel.gateway.mail.queue.QueuedMail;
import io.talel.gateway.mail.smtp.DeliveryUncertain;
import io.talel.gateway.mail.smtp.MailTransport;
import io.talel.gateway.mail.smtp.UnknownRecipient;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a mail and reports the outcome to the queue. A failed mail is tried again for a day, after growing pauses. A mail that
 * the server may have accepted without an answer is tried once more, late. So a mail may be sent twice: in this case, or if the
 * node dies or the database stays away after the mail was handed over. Both copies have the same Message-ID.
 */
final class MailSender {

    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);

    private static final Pattern ADDRESS = Pattern.compile("\\S*@\\S*");

    private final MailQueue queue;
    private final Composer composer;
    private final MailTransport transport;
    private final MailDeliveryCounts counts;
    private final Clock clock;

    /** Outcomes of sent mails that are not recorded in the queue yet. */
    private final Map<UUID, Runnable> unrecorded = new ConcurrentHashMap<>();

    MailSender(MailQueue queue, Composer composer, MailTransport transport, MailDeliveryCounts counts, Clock clock) {
        this.queue = queue;
        this.composer = composer;
        this.transport = transport;
        this.counts = counts;
        this.clock = clock;
    }

    String destination() {
        return transport.description();
    }

    /** @throws RuntimeException if the failure could not be recorded; the mail is due again after the lease */
    void send(MailAttempt attempt) {
        QueuedMail mail = attempt.mail();
        if (unrecorded.containsKey(mail.id())) {
            // The lease has ended meanwhile, but the mail was handed over.
            return;
        }
        try {
            Optional<MimeMail> written = isTooOld(mail) ? Optional.empty() : composer.write(mail);
            if (written.isEmpty()) {
                LOG.info("Mail {} is not sent: it is too old or of no use any more", words(mail));
                giveUp(mail);
                return;
            }
            attempt.post(handingOver -> transport.post(name(mail), written.get(), handingOver));
            tell(mail, () -> queue.sent(mail));
            counts.count(mail, Outcome.SENT);
        } catch (UnknownRecipient e) {
            LOG.warn("Mail {} is not sent, there is no such address: {}", words(mail), reason(e));
            giveUp(mail);
        } catch (DeliveryUncertain e) {
            perhapsSent(mail, e);
        } catch (MessagingException | IOException | RuntimeException e) {
            tryAgain(mail, e);
        }
    }

    /** Records outcomes that could not be recorded before. */
    void tellAgain() {
        unrecorded.forEach(this::tellNow);
    }

    /** Tried again a second later, and so before the lease ends: the mail was handed over and must not be sent again. */
    private void tell(QueuedMail mail, Runnable outcome) {
        unrecorded.put(mail.id(), outcome);
        tellNow(mail.id(), outcome);
    }

    private void tellNow(UUID mail, Runnable outcome) {
        try {
            outcome.run();
            unrecorded.remove(mail, outcome);
        } catch (RuntimeException e) {
            LOG.warn("Mail {} was handed over, but that could not be recorded yet: {}", mail, e.toString());
        }
    }

    private boolean isTooOld(QueuedMail mail) {
        return mail.createdAt().plus(MailRetries.GIVE_UP_AFTER).isBefore(clock.instant());
    }

    private void giveUp(QueuedMail mail) {
        queue.giveUp(mail);
        counts.count(mail, Outcome.GIVEN_UP);
    }

    private void perhapsSent(QueuedMail mail, DeliveryUncertain failure) {
        LOG.warn(
                "Mail {} was handed over, and may have been sent; {}: {}",
                words(mail),
                mail.perhapsSent() ? "it is not tried again" : "once more in " + MailRetries.PAUSES.longest(),
                reason(failure));
        tell(
                mail,
                mail.perhapsSent()
                        ? () -> queue.giveUp(mail)
                        : () -> queue.perhapsSent(mail, MailRetries.PAUSES.longest()));
        counts.count(mail, Outcome.PERHAPS_SENT);
    }

    private void tryAgain(QueuedMail mail, Exception failure) {
        Duration pause = MailRetries.PAUSES.pause(mail.attempts());
        LOG.warn("Mail {} could not be sent, next attempt in {}: {}", words(mail), pause, reason(failure));
        queue.tryAgainIn(pause, mail);
        counts.count(mail, Outcome.FAILED);
    }

    /** Removes the address, which servers quote, from a message for the log. */
    static String reason(Exception failure) {
        String message =
                String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
        return failure.getClass().getSimpleName() + ": "
                + ADDRESS.matcher(message).replaceAll("...");
    }

    private static String words(QueuedMail mail) {
        return "%s (%s for %s)".formatted(mail.id(), mail.kind(), mail.userId());
    }

    private static String name(QueuedMail mail) {
        String kind = mail.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return "%d-%s-%s".formatted(mail.createdAt().toEpochMilli(), kind, mail.id());
    }
}
