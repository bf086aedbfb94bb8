package io.talel.ops.console.backup.retention;

import io.talel.ops.console.backup.archive.Archive;
import io.talel.ops.console.backup.archive.Entry;
import io.talel.ops.console.backup.dump.Progress;
import io.talel.ops.console.backup.runs.Runs;
import io.talel.ops.console.backup.runs.Task;
import io.talel.ops.console.command.Output;
import io.talel.ops.console.command.Refused;
import io.talel.ops.console.log.Operator;
import io.talel.ops.console.log.Outcome;
import io.talel.ops.console.store.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Lets backups go that nobody needs any more, while none is made. */
public final class Retention {

    private final Database eventStore;
    private final Archive archive;
    private final Clock clock;

    public Retention(Database eventStore, Archive archive, Clock clock) {
        this.eventStore = eventStore;
        this.archive = archive;
        this.clock = clock;
    }

    /** What would go at this moment. */
    public Expiry look() throws IOException {
        return Expiry.of(archive, clock.instant());
    }

    /**
     * @return what went
     * @throws Refused if something else is being done with backups
     */
    public Expiry run(Operator operator, String reason, Progress watcher) throws SQLException, IOException {
        try (Runs.Current run = Runs.begin(eventStore, Task.EXPIRE, operator)) {
            try {
                Expiry expiry = look();
                expiry.carryOut(archive.bucket(), (done, total) -> watcher.at(done, total, "backups"));
                List<String> gone = expiry.backups().stream()
                        .map(Entry.Complete::id)
                        .map(String::valueOf)
                        .toList();
                run.complete(
                        Outcome.DONE,
                        null,
                        null,
                        expiry.sentence(),
                        Output.json(Map.of("backups", gone, "reason", reason)));
                return expiry;
            } catch (IOException | RuntimeException e) {
                run.complete(Outcome.FAILED, null, null, String.valueOf(e.getMessage()), "{}");
                throw e;
            }
        }
    }
}
