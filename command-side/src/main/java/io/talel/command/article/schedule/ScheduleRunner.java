package io.talel.command.article.schedule;

import io.talel.command.claims.Schedules;
import io.talel.command.claims.Schedules.Due;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks for schedules that are due and sends the commands that carry them out. The table is the only memory: every node looks,
 * so what has become due while none ran is done by the first one that does. It starts after the handlers of commands and stops
 * before them.
 */
public final class ScheduleRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleRunner.class);

    /** Longest pause between two looks; what becomes due before the next one is waited for exactly. */
    private static final Duration LOOK = Duration.ofMillis(400);

    private final Schedules schedules;
    private final CommandGateway commands;
    private volatile @Nullable Thread thread;

    public ScheduleRunner(Schedules schedules, CommandGateway commands) {
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
        try (ScheduleWorkers workers = new ScheduleWorkers(commands, this::isRunning)) {
            boolean failing = false;
            while (thread == Thread.currentThread()) {
                failing = !look(workers, failing);
            }
        }
    }

    /** @return whether it succeeded, or was interrupted */
    private boolean look(ScheduleWorkers workers, boolean failing) {
        try {
            round(workers);
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

    /** Begins what is due, and waits until the next look. */
    private void round(ScheduleWorkers workers) throws InterruptedException {
        long begun = System.nanoTime();
        int most = workers.room();
        List<Due> soon = schedules.dueWithin(LOOK, most, workers.notNow());
        List<Due> due = new ArrayList<>(soon.stream().filter(Due::isNow).toList());
        // Nodes that see the same begin with different ones.
        Collections.shuffle(due);
        due.forEach(workers::carryOut);
        Duration next = soon.stream()
                .filter(one -> !one.isNow())
                .map(Due::remaining)
                .min(Duration::compareTo)
                .filter(remaining -> remaining.compareTo(LOOK) < 0)
                .orElse(LOOK);
        workers.await(begun + next.toNanos(), soon.size() == most);
    }
}
