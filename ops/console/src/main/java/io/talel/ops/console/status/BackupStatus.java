package io.talel.ops.console.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.ops.console.backup.runs.Run;
import io.talel.ops.console.command.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How it is about backups, by what is written down of them; nobody asks the bucket.
 *
 * @param known whether this database keeps that at all: nodes older than this console do not
 * @param at by the clock of the database, as all times
 * @param oldestEvent when the first event was recorded; null for an empty log
 * @param firstSuccess when the first backup was completed; null if there was none
 * @param lastSuccess the newest backup that was completed
 * @param last the newest that has ended, however; null if none has, as the two below
 */
public record BackupStatus(
        boolean known,
        Instant at,
        @Nullable Instant oldestEvent,
        @Nullable Instant firstSuccess,
        @Nullable Run lastSuccess,
        @Nullable Run last,
        @Nullable Run lastVerification,
        @Nullable Run lastDrill) {

    /** A night and two hours: a nightly backup may take its time. */
    static final Duration LONGEST = Duration.ofHours(26);

    /** Two nights and two hours: one may be missed. */
    static final Duration LONGEST_UNVERIFIED = Duration.ofHours(50);

    /** A week and a day, as the alert of the metrics has it: drills are weekly. */
    static final Duration LONGEST_UNDRILLED = Duration.ofDays(8);

    static final String NAME = "backups";

    static BackupStatus unknown(Instant at) {
        return new BackupStatus(false, at, null, null, null, null, null, null);
    }

    /** Of the last success; null if there was none. */
    @JsonProperty
    public @Nullable Long ageSeconds() {
        Instant end = lastSuccess == null ? null : lastSuccess.finishedAt();
        return end == null ? null : Math.max(0, Duration.between(end, at).toSeconds());
    }

    @JsonProperty
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (!known) {
            return problems;
        }
        judge(problems, "backup", last, "Mend the cause (`doctor` looks at bucket and keys), then `backup run`.");
        if (isTooOld()) {
            problems.add(new Problem(
                    NAME,
                    lastSuccess == null
                            ? "There has never been one, and the log is older than %d h.".formatted(LONGEST.toHours())
                            : "The last one that was completed is %s, from %s."
                                    .formatted(lastSuccess.backup(), Words.ago(lastSuccess.finishedAt(), at)),
                    "`backup run` makes one; see whether its timer or cron job runs (docs/backup.md)."));
        }
        judge(
                problems,
                "verification",
                lastVerification,
                "`backup verify` says which object is damaged; `backup run --full` begins a chain that needs none of"
                        + " them.");
        judgeAge(problems, "verification", lastVerification, LONGEST_UNVERIFIED, "`backup verify` makes one");
        judge(problems, "drill", lastDrill, "What was not restored is no backup: mend the cause, then `backup drill`.");
        judgeAge(problems, "drill", lastDrill, LONGEST_UNDRILLED, "`backup drill` makes one");
        return problems;
    }

    private static void judge(List<Problem> problems, String what, @Nullable Run run, String remedy) {
        if (run == null || "done".equals(run.outcome())) {
            return;
        }
        String of = run.backup() == null ? "" : " of " + run.backup();
        String end = run.dead()
                ? "was cut off, on %s after %s".formatted(run.host(), Words.time(run.updatedAt()))
                : "failed at %s: %s"
                        .formatted(Words.time(run.finishedAt()), run.message().replaceFirst("[.]$", ""));
        problems.add(new Problem(NAME, "The last %s%s %s.".formatted(what, of, end), remedy));
    }

    /** Of one that has failed that is told already. */
    private void judgeAge(List<Problem> problems, String what, @Nullable Run last, Duration longest, String remedy) {
        if (last != null && !"done".equals(last.outcome())) {
            return;
        }
        Instant since = last == null ? firstSuccess : last.finishedAt();
        if (since != null && since.plus(longest).isBefore(at)) {
            problems.add(new Problem(
                    NAME,
                    last == null
                            ? "There has never been a %s, and the first backup is from %s."
                                    .formatted(what, Words.ago(since, at))
                            : "The last %s is from %s.".formatted(what, Words.ago(since, at)),
                    remedy + "; see whether its timer or cron job runs (docs/backup.md)."));
        }
    }

    private boolean isTooOld() {
        Instant since = lastSuccess == null ? oldestEvent : lastSuccess.finishedAt();
        return since != null && since.plus(LONGEST).isBefore(at);
    }

    /** In a line for people. */
    String words() {
        if (!known) {
            return "nothing is known of them: the nodes are older than this console";
        }
        Run success = lastSuccess;
        String newest = success == null
                ? "none yet"
                : "last %s, %s, %s, %d bytes"
                        .formatted(
                                success.backup(),
                                success.task(),
                                Words.ago(success.finishedAt(), at),
                                success.size() == null ? 0 : success.size());
        return newest + drill();
    }

    private String drill() {
        Run drill = lastDrill;
        if (drill == null) {
            return "; no drill yet";
        }
        return "; last drill %s %s"
                .formatted(
                        drill.dead() ? "cut off" : drill.outcome(),
                        Words.ago(drill.finishedAt() == null ? drill.updatedAt() : drill.finishedAt(), at));
    }
}
