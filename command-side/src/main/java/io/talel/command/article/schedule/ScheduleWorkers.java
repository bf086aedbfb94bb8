package io.talel.command.article.schedule;

import io.talel.command.claims.Schedules.Due;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out schedules, some at a time and each by itself: one that waits for a lock holds up no others. One thread gives them
 * and waits.
 */
final class ScheduleWorkers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleWorkers.class);

    /** Each takes a connection. */
    private static final int PARALLEL = 4;

    /** Between two looks, however many pauses end: the database may be ill. */
    private static final Duration LEAST_WAIT = Duration.ofMillis(100);

    /** Most schedules under way, including schedules that wait for a thread. */
    private static final int MOST = 64;

    private final CommandGateway commands;
    private final BooleanSupplier running;
    private final Set<ArticleId> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduleFailures failures = new ScheduleFailures();

    /** For each one that has ended: whether the next look finds others. */
    private final BlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();

    private final ExecutorService threads = Executors.newFixedThreadPool(
            PARALLEL, Thread.ofPlatform().daemon().name("schedule-", 0).factory());

    /** @param running false: nothing more is begun */
    ScheduleWorkers(CommandGateway commands, BooleanSupplier running) {
        this.commands = commands;
        this.running = running;
    }

    /** How many more may be given. */
    int room() {
        return MOST - underWay.size();
    }

    /** Articles of schedules that are under way or left alone. */
    Set<ArticleId> notNow() {
        Set<ArticleId> articles = new HashSet<>(underWay);
        articles.addAll(failures.leftAlone());
        return articles;
    }

    void carryOut(Due due) {
        underWay.add(due.articleId());
        try {
            threads.execute(() -> end(due));
        } catch (RuntimeException | Error e) {
            underWay.remove(due.articleId());
            throw e;
        }
    }

    private void end(Due due) {
        boolean othersFollow = false;
        try {
            othersFollow = running.getAsBoolean() && isEnded(due);
        } finally {
            underWay.remove(due.articleId());
            ended.add(othersFollow);
        }
    }

    /**
     * Waits, but not beyond the end of a pause after a failure.
     *
     * @param until by {@link System#nanoTime}
     * @param more whether it ends as soon as threads are idle that have carried something out
     */
    void await(long until, boolean more) throws InterruptedException {
        boolean othersFollow = false;
        long earliest = Math.min(until, System.nanoTime() + LEAST_WAIT.toNanos());
        long end = until;
        do {
            end = Math.max(earliest, failures.firstEnd(end));
            othersFollow |= Boolean.TRUE.equals(ended.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS));
        } while (end - System.nanoTime() > 0 && !(more && othersFollow && underWay.size() < PARALLEL));
    }

    /** Tells whether the next look finds other schedules: this one is carried out, or left alone for a while. */
    private boolean isEnded(Due due) {
        try {
            boolean carriedOut = commands.<Boolean>sendAndWait(new GenericCommandMessage<>(
                    new CarryOutSchedule(due.articleId(), due.schedule()),
                    MetaData.with(MessageMetaData.ACTOR, MessageMetaData.SCHEDULE)));
            failures.succeeded(due.articleId());
            return carriedOut;
        } catch (CommandRefused e) {
            if (e.refusal() instanceof Refusal.Conflict) {
                LOG.debug("The author of {} was faster; the next look shows what is left to do", due.articleId(), e);
                return false;
            }
            warn(due, e);
            failures.refused(due.articleId());
        } catch (RuntimeException | Error e) {
            warn(due, e);
            failures.failed(due.articleId());
        }
        return true;
    }

    private void warn(Due due, Throwable failure) {
        if (running.getAsBoolean()) {
            LOG.warn("The schedule of {} cannot be carried out; it is tried again", due.articleId(), failure);
        }
    }

    /** What is being carried out is carried out to its end. */
    @Override
    public void close() {
        threads.shutdown();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
