package io.talel.ops.console.web.backup;

import io.talel.ops.backup.BackupContext;
import io.talel.ops.backup.archive.BackupChoice;
import io.talel.ops.backup.drill.Drill;
import io.talel.ops.backup.drill.DrillReport;
import io.talel.ops.backup.dump.BackupOrder;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.runs.Progress;
import io.talel.ops.backup.runs.Request;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.verify.Verdict;
import io.talel.ops.console.web.page.StoreAccess;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs with backups in this process, one at a time; pages read the progress from the database. When the console ends it
 * cancels the run and waits for it, so that the operator log gets its outcome.
 */
public final class BackupJobs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackupJobs.class);

    private static final Duration END = Duration.ofSeconds(30);

    private final StoreAccess access;
    private @Nullable Job job;
    private volatile @Nullable String failure;

    public BackupJobs(StoreAccess access) {
        this.access = access;
    }

    /**
     * Starts a run in the background.
     *
     * @return message for the operator
     * @throws Refused if a run is active, in any process
     */
    synchronized String start(BackupAction action, String reason) throws SQLException {
        refuseIfBusy();
        failure = null;
        job = new Job(action, access.begin(action.command(), reason));
        job.thread.start();
        return "Begun: " + action.command() + ".";
    }

    /** @throws Refused if a run is active, in any process */
    synchronized void refuseIfBusy() throws SQLException {
        boolean busyHere = job != null && !job.ended;
        String busy = access.look(stores ->
                busyHere || Runs.current(stores.eventStore()).isPresent() ? Runs.running(stores.eventStore()) : "");
        if (!busy.isEmpty()) {
            throw new Refused(busy);
        }
    }

    /** Error of the last run that this console started; null once another one is started. */
    @Nullable String failure() {
        return failure;
    }

    @Override
    public synchronized void close() throws InterruptedException {
        if (job != null) {
            job.giveUp();
        }
    }

    private final class Job implements Progress {

        private final BackupAction action;
        private final long entry;
        private final Thread thread;
        private volatile boolean cancelled;
        private volatile boolean ended;

        Job(BackupAction action, long entry) {
            this.action = action;
            this.entry = entry;
            this.thread = Thread.ofPlatform().name("backup").daemon().unstarted(this::run);
        }

        private void run() {
            @Nullable String said = null;
            try (BackupContext backups = BackupContext.of(access.settings(), action.task(), access.operator())) {
                said = work(backups);
            } catch (Refused | Stopped e) {
                end(Outcome.of(e), String.valueOf(e.getMessage()));
                return;
            } catch (SQLException | IOException | RuntimeException e) {
                LOG.error("{} failed", action.command(), e);
                if (said == null) {
                    end(cancelled ? Outcome.CANCELLED : Outcome.FAILED, String.valueOf(e.getMessage()));
                    return;
                }
                // The run was complete: only closing a connection failed.
            }
            end(Outcome.DONE, said);
        }

        private Request request() {
            return new Request(access.operator(), Duration.ZERO, this);
        }

        /** @return result in a sentence */
        private String work(BackupContext backups) throws SQLException, IOException {
            return switch (action) {
                case INCREMENTAL -> make(backups, false);
                case FULL -> make(backups, true);
                case VERIFY -> verify(backups, false);
                case DEEP -> verify(backups, true);
                case DRILL -> drill(backups);
            };
        }

        private String make(BackupContext backups, boolean full) throws SQLException, IOException {
            return backups.backups()
                    .run(new BackupOrder(full, false, false), request())
                    .sentence();
        }

        private String verify(BackupContext backups, boolean deep) throws SQLException, IOException {
            Verdict verdict = backups.verifications()
                    .run(BackupChoice.LATEST, deep, request())
                    .verdict();
            if (!verdict.isSound()) {
                throw new Stopped(
                        Outcome.FAILED,
                        "%s The first: %s."
                                .formatted(
                                        verdict.sentence(),
                                        verdict.problems().getFirst().message()));
            }
            return verdict.sentence();
        }

        private String drill(BackupContext backups) throws SQLException, IOException {
            DrillReport report = new Drill(access.settings(), backups.archive(), backups.keys())
                    .run(BackupChoice.LATEST, access.settings().eventStore(), null, request());
            if (!report.isAlike()) {
                throw new Stopped(Outcome.FAILED, Drill.sentence(report));
            }
            return Drill.sentence(report);
        }

        /** Ends the job before it logs the outcome: an operator who reads the outcome may start the next run. */
        private void end(Outcome outcome, String said) {
            failure = outcome == Outcome.DONE ? null : "%s: %s: %s".formatted(action.command(), outcome, said);
            ended = true;
            try {
                access.end(entry, outcome, said);
            } catch (SQLException e) {
                LOG.error("The operator log could not be completed: {}", outcome, e);
            }
        }

        /** Does nothing: the run records its progress in the database. */
        @Override
        public void at(long done, long total, String doing) {}

        @Override
        public boolean cancelled() {
            return cancelled;
        }

        private void giveUp() throws InterruptedException {
            cancelled = true;
            thread.interrupt();
            thread.join(END);
        }
    }
}
