package io.talel.command.article;

import io.talel.command.claims.Schedules;
import io.talel.command.claims.Schedules.Due;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.Refusal;
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
import java.util.concurrent.Future;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks for schedules that are due and sends the commands that carry them out. The table is the only memory: every node looks,
 * so what has become due while none ran is done by the first one that does. It starts after the handlers of commands and stops
 * before them.
 */
final class ScheduleRunner implements SmartLifecycle {

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
    private volatile @Nullable Thread thread;

    ScheduleRunner(Schedules schedules, CommandGateway commands) {
        this.schedules = schedules;
        this.commands = commands;
    }

    @Override
    public void start() {
        Thread started = Thread.ofPlatform().name("schedules").daemon().unstarted(this::run);
        thread = started;
        started.start();
    }

    /** What is being carried out is carried out to its end. */
    @Override
    public void stop() {
        Thread stopped = thread;
        if (stopped == null) {
            return;
        }
        thread = null;
        stopped.interrupt();
        try {
            stopped.join();
        } catch (InterruptedException e) {
            LOG.debug("Interrupted while stopping", e);
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try (ExecutorService workers = Executors.newFixedThreadPool(
                PARALLEL, Thread.ofPlatform().daemon().name("schedule-", 0).factory())) {
            boolean failing = false;
            while (thread == Thread.currentThread()) {
                failing = !look(workers, failing);
            }
        }
    }

    /** @return whether it succeeded, or was interrupted */
    private boolean look(ExecutorService workers, boolean failing) {
        try {
            Thread.sleep(round(workers));
            return true;
        } catch (InterruptedException e) {
            LOG.debug("Interrupted, running: {}", isRunning(), e);
            return true;
        } catch (RuntimeException | Error e) {
            if (!failing && isRunning()) {
                LOG.warn("Cannot look for schedules that are due; looking again", e);
            }
            pause();
            return false;
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            LOG.debug("Interrupted, running: {}", isRunning(), e);
        }
    }

    /** @return how long nothing will become due that is known */
    private Duration round(ExecutorService workers) throws InterruptedException {
        failed.values().removeIf(until -> until - System.nanoTime() < 0);
        List<Due> soon = schedules.dueWithin(LOOK, MOST, failed.keySet());
        List<Due> due = new ArrayList<>(soon.stream().filter(Due::isNow).toList());
        // Nodes that see the same begin with different ones.
        Collections.shuffle(due);
        List<Future<Boolean>> ended =
                workers.invokeAll(due.stream().map(this::carryingOut).toList());
        if (soon.size() == MOST && ended.stream().anyMatch(Future::resultNow)) {
            return Duration.ZERO;
        }
        return soon.stream()
                .filter(one -> !one.isNow())
                .map(Due::remaining)
                .min(Duration::compareTo)
                .filter(remaining -> remaining.compareTo(LOOK) < 0)
                .orElse(LOOK);
    }

    /** Tells whether the next look finds other schedules: this one is carried out, or left alone for a while. */
    private Callable<Boolean> carryingOut(Due due) {
        return () -> {
            try {
                return commands.<Boolean>sendAndWait(new GenericCommandMessage<>(
                        new CarryOutSchedule(due.articleId(), due.schedule()),
                        MetaData.with(MessageMetaData.ACTOR, MessageMetaData.SCHEDULE)));
            } catch (CommandRefused e) {
                if (e.refusal() instanceof Refusal.Conflict) {
                    LOG.debug(
                            "The author of {} was faster; the next look shows what is left to do", due.articleId(), e);
                    return false;
                }
                return leaveAlone(due, e);
            } catch (RuntimeException e) {
                return leaveAlone(due, e);
            }
        };
    }

    private boolean leaveAlone(Due due, RuntimeException failure) {
        if (isRunning()) {
            LOG.warn("The schedule of {} cannot be carried out; it is tried again", due.articleId(), failure);
        }
        failed.put(due.articleId(), System.nanoTime() + AFTER_FAILURE.toNanos());
        return true;
    }
}
