package io.talel.gateway.mail.queue;

import io.talel.gateway.auth.credential.Credential;
import io.talel.gateway.auth.credential.Credentials;
import io.talel.gateway.auth.credential.EnteredEmail;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotentRequest;
import io.talel.gateway.work.Backoff;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.user.AccountQuery.FindAccountByEmail;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Handles requests of strangers for a link. The account is looked up after the answer, so that neither the answer nor its time
 * reveals whether the account exists.
 */
@Component
public final class LinkRequests implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkRequests.class);

    /**
     * Period in which an account gets one mail of a kind, however many are requested. A new address or password begins a new
     * period.
     */
    static final Duration ONE_IN = Duration.ofMinutes(2);

    /** Wait of an orderly stop for requests that were answered. */
    private static final Duration STOP = Duration.ofSeconds(2);

    private static final int QUEUED = 1000;

    /** Attempts for a request; an outage of 20 s is waited for. Meanwhile the requests behind it wait. */
    private static final int ATTEMPTS = 9;

    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

    private final MailQueue queue;
    private final Queries queries;
    private final Credentials credentials;
    private final Clock clock;
    private final Idempotency idempotency;
    private final TransactionTemplate transaction;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUED),
            Thread.ofPlatform().daemon().name("mail-requests").factory());

    LinkRequests(
            MailQueue queue,
            Queries queries,
            Credentials credentials,
            Clock clock,
            Idempotency idempotency,
            @Qualifier("eventStoreTransactionManager") PlatformTransactionManager eventStoreTransactionManager) {
        this.queue = queue;
        this.queries = queries;
        this.credentials = credentials;
        this.clock = clock;
        this.idempotency = idempotency;
        this.transaction = new TransactionTemplate(eventStoreTransactionManager);
    }

    /**
     * @param request however often it is repeated, one mail is queued, with the mark that the request is done
     * @param concerned whether the account needs the link
     * @throws InvalidValue if the text is too long for any address
     * @throws java.util.concurrent.RejectedExecutionException if too many requests wait
     */
    public void request(IdempotentRequest request, MailKind kind, String email, Predicate<AccountView> concerned) {
        EnteredEmail given = new EnteredEmail(email);
        BooleanSupplier done = idempotency.accept(request, email);
        thread.execute(() -> handle(kind, () -> look(kind, given, concerned, done)));
    }

    private static void handle(MailKind kind, Runnable look) {
        for (int attempt = 1; !succeeds(look, kind, attempt); attempt++) {
            try {
                Thread.sleep(PAUSES.pause(attempt));
            } catch (InterruptedException _) {
                LOG.warn("A request for a mail ({}) is lost in a stop", kind);
                return;
            }
        }
    }

    /** Also true once no further attempt is made. */
    private static boolean succeeds(Runnable look, MailKind kind, int attempt) {
        try {
            look.run();
            return true;
        } catch (RuntimeException e) {
            boolean isLost = attempt == ATTEMPTS;
            LOG.warn("A request for a mail ({}) {}: {}", kind, isLost ? "is lost" : "is delayed", e.toString());
            return isLost;
        }
    }

    private void look(MailKind kind, EnteredEmail given, Predicate<AccountView> concerned, BooleanSupplier done) {
        Optional<AccountView> found = given.address()
                .flatMap(known -> queries.find(new FindAccountByEmail(known), AccountView.class))
                .filter(concerned);
        transaction.executeWithoutResult(_ -> {
            if (done.getAsBoolean()) {
                found.ifPresent(account -> add(kind, account.user().id(), account.addressVersion()));
            }
        });
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

    /** Notifies the present address of a requested change. */
    static String changeTo(long changeVersion) {
        return "change " + changeVersion;
    }

    /** The period of one address and password: a link for another address or password is of no use now. */
    private String cause(long addressVersion, int passwordGeneration) {
        long stretch = clock.instant().getEpochSecond() / ONE_IN.toSeconds();
        return "request %d for address %d and password %d".formatted(stretch, addressVersion, passwordGeneration);
    }

    /** Handles requests that were answered before it stops, as far as time allows. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("{} requests for mails are lost", thread.shutdownNow().size());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
