package io.talel.gateway.auth.mail;

import io.talel.gateway.bus.Queries;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.TextRule;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests of strangers to mail whoever has an address. They are looked into after they were answered, so that neither the
 * answer nor the time it takes tells whether there is such an account.
 */
public final class MailRequests implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MailRequests.class);

    /** In each stretch of this length one mail of a kind goes to an account, however many are asked for. */
    static final Duration ONE_IN = Duration.ofMinutes(2);

    private static final int QUEUED = 1000;
    private static final TextRule EMAIL = new TextRule("email", Email.MAX_LENGTH);

    private final MailQueue queue;
    private final Queries queries;
    private final Clock clock;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUED),
            Thread.ofPlatform().daemon().name("mail-requests").factory());

    MailRequests(MailQueue queue, Queries queries, Clock clock) {
        this.queue = queue;
        this.queries = queries;
        this.clock = clock;
    }

    /**
     * @param concerned whether it is of use to an account
     * @throws InvalidValue if the text is too long for any address
     * @throws java.util.concurrent.RejectedExecutionException if there are too many such requests
     */
    public void request(MailKind kind, String email, Predicate<AccountView> concerned) {
        EMAIL.check(email);
        thread.execute(() -> look(kind, email, concerned));
    }

    private void look(MailKind kind, String email, Predicate<AccountView> concerned) {
        try {
            email(email)
                    .flatMap(known -> queries.find(new FindAccountByEmail(known), AccountView.class))
                    .filter(concerned)
                    .ifPresent(account -> queue.add(kind, account.user().id(), account.emailGivenAt(), cause()));
        } catch (RuntimeException e) {
            LOG.warn("A request for a mail ({}) is lost: {}", kind, e.toString());
        }
    }

    /** The link to another address once more, for who has proven who they are with this one of their passwords. */
    public void addLink(UserId userId, long addressGivenAt, int passwordNumber) {
        queue.addLink(userId, addressGivenAt, passwordNumber, cause());
    }

    private String cause() {
        return "request " + clock.instant().getEpochSecond() / ONE_IN.toSeconds();
    }

    private static Optional<Email> email(String text) {
        try {
            return Optional.of(new Email(text));
        } catch (InvalidValue _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
