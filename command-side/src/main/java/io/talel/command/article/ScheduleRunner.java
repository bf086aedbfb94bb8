package io.talel.command.article;

import io.talel.command.claims.Schedules;
import io.talel.command.claims.Schedules.Due;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.article.ArticleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for schedules that are due and sends the commands that carry them out. The table is the only memory: every node looks,
 * so what has become due while none ran is done by the first one that does.
 */
final class ScheduleRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleRunner.class);

    /** Longest pause between two looks; what becomes due before the next one is waited for exactly. */
    private static final Duration LOOK = Duration.ofMillis(400);

    /** Most schedules of one look. */
    private static final int MOST = 64;

    /** How long a schedule is left alone that could not be carried out. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private static final int PARALLEL = 4;

    private final Schedules schedules;
    private final CommandGateway commands;
    private final Map<ArticleId, Long> failed = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(
            PARALLEL, Thread.ofPlatform().daemon().name("schedule-", 0).factory());
    private final Thread thread = Thread.ofPlatform().name("schedules").daemon().unstarted(this::run);
    private volatile boolean closed;

    ScheduleRunner(Schedules schedules, CommandGateway commands) {
        this.schedules = schedules;
        this.commands = commands;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        workers.close();
        thread.join();
    }

    private void run() {
        boolean failing = false;
        while (!closed) {
            try {
                Thread.sleep(round());
                failing = false;
            } catch (InterruptedException e) {
                LOG.debug("Interrupted, closed: {}", closed, e);
            } catch (RuntimeException | Error e) {
                if (!failing && !closed) {
                    LOG.warn("Cannot look for schedules that are due; looking again", e);
                }
                failing = true;
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            LOG.debug("Interrupted, closed: {}", closed, e);
        }
    }

    /** @return how long nothing will become due that is known */
    private Duration round() throws InterruptedException {
        failed.values().removeIf(until -> until - System.nanoTime() < 0);
        List<Due> soon = new ArrayList<>(schedules.dueWithin(LOOK, MOST, failed.keySet()));
        List<Due> due = new ArrayList<>(soon.stream().filter(Due::isNow).toList());
        // Nodes that see the same begin with different ones.
        Collections.shuffle(due);
        workers.invokeAll(due.stream().map(this::carryingOut).toList());
        if (soon.size() == MOST && !due.isEmpty()) {
            return Duration.ZERO;
        }
        return soon.stream()
                .filter(one -> !one.isNow())
                .map(Due::remaining)
                .min(Duration::compareTo)
                .filter(remaining -> remaining.compareTo(LOOK) < 0)
                .orElse(LOOK);
    }

    private Callable<Boolean> carryingOut(Due due) {
        return () -> {
            try {
                commands.sendAndWait(new GenericCommandMessage<>(
                        new CarryOutSchedule(due.articleId(), due.schedule()),
                        MetaData.with(MessageMetaData.ACTOR, MessageMetaData.SCHEDULE)));
                return true;
            } catch (CommandRefused e) {
                // Its author was faster; the next look shows what is left to do.
                LOG.debug("The schedule of {} is left to the next look", due.articleId(), e);
                return false;
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warn("The schedule of {} cannot be carried out; it is tried again", due.articleId(), e);
                }
                failed.put(due.articleId(), System.nanoTime() + AFTER_FAILURE.toNanos());
                return false;
            }
        };
    }
}
