package io.talel.gateway.mail.queue;

import io.talel.gateway.auth.credential.Credential;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.credential.EnteredEmail;
import io.talel.gateway.bus.Queries;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Requests of strangers to mail whoever has an address. They are looked into after they were answered, so that neither the
 * answer nor the time it takes tells whether there is such an account.
 */
@Component
public final class LinkRequests implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkRequests.class);

    /**
     * Period in which one mail of a kind goes to an account, however many are asked for. Another address or password begins a
     * new one.
     */
    static final Duration ONE_IN = Duration.ofMinutes(2);

    /** How long an orderly stop waits for requests that were answered. */
    private static final Duration STOP = Duration.ofSeconds(2);

    private static final int QUEUED = 1000;

    private final MailQueue queue;
    private final Queries queries;
    private final Credentials credentials;
    private final Clock clock;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUED),
            Thread.ofPlatform().daemon().name("mail-requests").factory());

    LinkRequests(MailQueue queue, Queries queries, Credentials credentials, Clock clock) {
        this.queue = queue;
        this.queries = queries;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * @param concerned whether it is of use to an account
     * @throws InvalidValue if the text is too long for any address
     * @throws java.util.concurrent.RejectedExecutionException if there are too many such requests
     */
    public void request(MailKind kind, String email, Predicate<AccountView> concerned) {
        EnteredEmail given = new EnteredEmail(email);
        thread.execute(() -> look(kind, given, concerned));
    }

    private void look(MailKind kind, EnteredEmail given, Predicate<AccountView> concerned) {
        try {
            given.address()
                    .flatMap(known -> queries.find(new FindAccountByEmail(known), AccountView.class))
                    .filter(concerned)
                    .ifPresent(account -> add(kind, account.user().id(), account.addressVersion()));
        } catch (RuntimeException e) {
            LOG.warn("A request for a mail ({}) is lost: {}", kind, e.toString());
        }
    }

    private void add(MailKind kind, UserId userId, long addressVersion) {
        int passwordGeneration =
                credentials.find(userId).map(Credential::passwordGeneration).orElse(0);
        queue.add(kind, userId, addressVersion, cause(addressVersion, passwordGeneration));
    }

    /**
     * Sends the link to another address again, after its owner has entered the password again. Notifies the present address,
     * too, once for each change: the link may be followed before {@link WhenUserChangesThenMail} runs, which then no longer
     * knows that address.
     *
     * @param changeVersion version of the event that gave the other address
     */
    public void addLink(UserId userId, long addressVersion, long changeVersion, int passwordGeneration) {
        queue.add(MailKind.EMAIL_CHANGE_REQUESTED, userId, addressVersion, changeTo(changeVersion));
        queue.addLink(userId, changeVersion, passwordGeneration, cause(changeVersion, passwordGeneration));
    }

    /** What the address that a person has is told of: a change to another one. */
    static String changeTo(long changeVersion) {
        return "change " + changeVersion;
    }

    /** A link that went to another address, or that belongs to another password, is of no use to who asks now. */
    private String cause(long addressVersion, int passwordGeneration) {
        long stretch = clock.instant().getEpochSecond() / ONE_IN.toSeconds();
        return "request %d for address %d and password %d".formatted(stretch, addressVersion, passwordGeneration);
    }

    /** What was answered is looked into first, as far as that goes. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("{} requests for mails are lost", thread.getQueue().size());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
