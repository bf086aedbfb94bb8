package io.talel.ops.backup.retention;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.Entry;
import io.talel.ops.backup.dump.Progress;
import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.log.OperatorLog;
import io.talel.ops.backup.outcome.Json;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.persons.ErasedPersons;
import io.talel.ops.backup.runs.Runs;
import io.talel.ops.backup.runs.Task;
import io.talel.ops.backup.store.Database;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets backups go that nobody needs any more, while none is made. */
public final class Retention {

    private final Database eventStore;
    private final Archive archive;
    private final RetentionRule rule;
    private final Clock clock;

    public Retention(Database eventStore, Archive archive, RetentionRule rule, Clock clock) {
        this.eventStore = eventStore;
        this.archive = archive;
        this.rule = rule;
        this.clock = clock;
    }

    /** What would go at this moment. */
    public Expiry look() throws SQLException, IOException {
        return Expiry.of(archive, rule, clock.instant()).withCopies(copies().find(_ -> {}));
    }

    private CopiesOfErased copies() throws SQLException {
        try (Connection owner = eventStore.workAsOwner()) {
            return new CopiesOfErased(archive.bucket(), ErasedPersons.of(owner));
        }
    }

    /**
     * @param reason for the operator log; empty if nobody is to read of it there
     * @param patience how long to wait for what is being done with backups
     * @return what went
     * @throws Refused if it is still being done then
     * @throws Stopped if whoever watches wanted an end; what has gone by then has gone whole
     */
    public Expiry run(Operator operator, String reason, Duration patience, Progress watcher)
            throws SQLException, IOException {
        try (Runs.Current run = Runs.begin(eventStore, Task.EXPIRE, operator, patience);
                Connection connection = eventStore.write()) {
            Entered entered = Entered.of(connection, operator, reason);
            String details = "{}";
            try {
                Expiry due = Expiry.of(archive, rule, clock.instant());
                details = details(due, reason);
                run.intends(details);
                Expiry went = due.carryOut(archive.bucket(), (done, total) -> {
                    watcher.at(done, total, "backups");
                    goOn(watcher);
                });
                Expiry expiry = went.withCopies(copies().find(key -> {
                    archive.bucket().delete(key);
                    goOn(watcher);
                }));
                run.complete(Outcome.DONE, null, null, expiry.sentence(), details(expiry, reason));
                entered.complete(Outcome.DONE, expiry.sentence());
                return expiry;
            } catch (SQLException | IOException | RuntimeException e) {
                if (watcher.cancelled()) {
                    Stopped stopped = new Stopped(Outcome.CANCELLED, "It was given up before everything had gone.");
                    run.complete(stopped.outcome(), null, null, String.valueOf(stopped.getMessage()), details);
                    entered.complete(stopped.outcome(), String.valueOf(stopped.getMessage()));
                    throw stopped;
                }
                run.complete(Outcome.FAILED, null, null, String.valueOf(e.getMessage()), details);
                entered.complete(Outcome.FAILED, String.valueOf(e.getMessage()));
                throw e;
            }
        }
    }

    private static String details(Expiry expiry, String reason) {
        List<String> backups = expiry.backups().stream()
                .map(Entry.Complete::id)
                .map(String::valueOf)
                .toList();
        return Json.line(Map.of("backups", backups, "reason", reason));
    }

    private static void goOn(Progress watcher) throws IOException {
        if (watcher.cancelled()) {
            throw new InterruptedIOException("somebody wants an end");
        }
    }

    /** Its entry in the operator log; null without a reason, as whatever runs every night has none. */
    private record Entered(Connection eventStore, @Nullable Long entry) {

        static Entered of(Connection eventStore, Operator operator, String reason) throws SQLException {
            return new Entered(
                    eventStore,
                    reason.isBlank() ? null : new OperatorLog(eventStore).append(operator, "backup expire", reason));
        }

        void complete(Outcome outcome, String details) throws SQLException {
            if (entry != null) {
                new OperatorLog(eventStore).complete(entry, outcome, details);
            }
        }
    }
}
