package io.talel.ops.console.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.backup.BackedUp;
import java.util.List;

/** Runs of backups as the run log has them, and what the status says of them. */
record RecordedRuns(BackedUp database) {

    void run(String task, String outcome, String ago) {
        run(task, outcome, ago, "the-backup");
    }

    void run(String task, String outcome, String ago, String backup) {
        run(task, outcome, ago, backup, "{}");
    }

    void run(String task, String outcome, String ago, String backup, String details) {
        database.owner()
                .sql("""
                        INSERT INTO operations.backup_run
                            (task, operator, host, started_at, updated_at, finished_at, outcome, backup, size, message, details)
                        SELECT :task, 'grace', 'here', at, at, CASE WHEN outcome IS NULL THEN NULL ELSE at END, outcome,
                               :backup::text, 4096, 'the bucket is full.', :details::jsonb
                        FROM (SELECT now() - :ago::interval AS at, :outcome::text AS outcome) given""")
                .param("task", task)
                .param("outcome", outcome)
                .param("ago", ago)
                .param("backup", backup)
                .param("details", details)
                .update();
    }

    /** Problems of backups only: no node works on the projections. */
    List<String> problems() {
        Result status = database.run("status", "-o", "json");
        List<String> problems = status.json().path("backups").path("problems").findValuesAsString("problem");
        if (!problems.isEmpty()) {
            assertThat(status.code()).isEqualTo(ExitCode.UNHEALTHY);
        }
        return problems;
    }
}
