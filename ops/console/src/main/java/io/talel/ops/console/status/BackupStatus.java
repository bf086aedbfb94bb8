package io.talel.ops.console.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.runs.Run;
import io.talel.ops.backup.verify.FoundDamage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of backups according to the run log; does not read the bucket.
 *
 * @param known whether this database has a run log; older nodes do not create one
 * @param at by the database's clock, as all times
 * @param oldestEvent when the first event was recorded; null for an empty log
 * @param firstSuccess end of the first successful backup; null if there was none
 * @param chainSince end of the newest full backup, which starts the newest chain
 * @param lastSuccess newest successful backup
 * @param last newest backup run that has ended, with any outcome; null if there is none
 * @param lastVerification newest verification that has ended, of any backup; {@code verifications} judges it
 * @param lastDrill likewise
 * @param lastExpiry newest expiry that has ended
 * @param damage damaged backups that are still kept
 * @param remarks sentences of the last backup that need action
 * @param limits greatest ages
 */
public record BackupStatus(
        boolean known,
        Instant at,
        @Nullable Instant oldestEvent,
        @Nullable Instant firstSuccess,
        @Nullable Instant chainSince,
        @Nullable Run lastSuccess,
        @Nullable Run last,
        @Nullable Run lastVerification,
        @Nullable Run lastDrill,
        @Nullable Run lastExpiry,
        ProofSummary verifications,
        ProofSummary drills,
        List<FoundDamage> damage,
        List<String> remarks,
        BackupAgeLimits limits) {

    public BackupStatus {
        damage = List.copyOf(damage);
        remarks = List.copyOf(remarks);
    }

    /**
     * Result of verifications or drills.
     *
     * @param newest newest backup of this database that one of them found good; null if there is none
     * @param unsettled newest one that failed or was cut off, without a later success for the same or a newer backup
     */
    public record ProofSummary(
            @Nullable Proven newest, @Nullable Run unsettled) {

        static final ProofSummary NONE = new ProofSummary(null, null);
    }

    /** A proven backup, with the times of its completion and its proof. */
    public record Proven(String backup, Instant madeAt, Instant provenAt) {}

    static final String NAME = "backups";

    static BackupStatus unknown(Instant at, BackupAgeLimits limits) {
        return new BackupStatus(
                false,
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                ProofSummary.NONE,
                ProofSummary.NONE,
                List.of(),
                List.of(),
                limits);
    }

    /** Age of the last success; null if there was none. */
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
                            ? "There has never been a backup, and the log is older than %s."
                                    .formatted(Words.seconds(limits.backup().toSeconds()))
                            : "The last successful backup is %s, from %s."
                                    .formatted(lastSuccess.backup(), Words.ago(lastSuccess.finishedAt(), at)),
                    "`backup run` makes one; see whether its timer or cron job runs (docs/backup.md)."));
        }
        remarks.forEach(
                remark -> problems.add(new Problem(NAME, remark, "See docs/backup.md; the next backup looks again.")));
        judge(
                problems,
                "verification",
                verifications.unsettled(),
                "`backup verify` says what is damaged; `backup run --full` begins a chain that needs none of it.");
        judgeDamage(problems);
        judgeAge(problems, "verification", verifications, limits.verification(), "`backup verify` makes one");
        judgeNewestChain(problems);
        judge(
                problems,
                "drill",
                drills.unsettled(),
                "A backup counts only once it was restored: mend the cause, then `backup drill`.");
        judgeAge(problems, "drill", drills, limits.drill(), "`backup drill` makes one");
        judge(problems, "expiry", lastExpiry, "Mend the cause, then `backup expire`.");
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

    private void judgeDamage(List<Problem> problems) {
        if (!damage.isEmpty()) {
            FoundDamage newest = damage.getFirst();
            problems.add(new Problem(
                    NAME,
                    "%s damaged; the newest: %s."
                            .formatted(
                                    Words.count(damage.size(), "kept backup is", "kept backups are"),
                                    newest.message().replaceFirst("[.]$", "")),
                    newest.missing()
                            ? "Copy it back from another copy of the bucket; if it was deleted on purpose, run `backup verify --all --deleted`."
                            : "If nothing needs it, delete its directory; the next `backup verify --all` notices."));
        }
    }

    /** Judges the age of the newest proven backup; proofs of older backups do not count. */
    private void judgeAge(List<Problem> problems, String what, ProofSummary proofs, Duration longest, String remedy) {
        if (proofs.unsettled() != null) {
            return;
        }
        Proven newest = proofs.newest();
        Instant since = newest == null ? firstSuccess : newest.madeAt();
        if (since != null && since.plus(longest).isBefore(at)) {
            problems.add(new Problem(
                    NAME,
                    newest == null
                            ? "There has never been a %s of a backup of this database, and the first is from %s."
                                    .formatted(what, Words.ago(since, at))
                            : "The newest backup that a %s has proven is %s, from %s."
                                    .formatted(what, newest.backup(), Words.ago(since, at)),
                    remedy + "; see whether its timer or cron job runs (docs/backup.md)."));
        }
    }

    /**
     * Proofs of older chains do not count for the newest one, which a restore would use; a verification may take a
     * night.
     */
    private void judgeNewestChain(List<Problem> problems) {
        Proven newest = verifications.newest();
        if (chainSince != null
                && chainSince.plus(limits.backup()).isBefore(at)
                && newest != null
                && newest.madeAt().isBefore(chainSince)
                && !newest.madeAt().plus(limits.verification()).isBefore(at)) {
            problems.add(new Problem(
                    NAME,
                    "Nothing of the newest chain, begun %s, was ever verified.".formatted(Words.ago(chainSince, at)),
                    "`backup verify` does; see whether its timer or cron job runs (docs/backup.md)."));
        }
    }

    private boolean isTooOld() {
        Instant since = lastSuccess == null ? oldestEvent : lastSuccess.finishedAt();
        return since != null && since.plus(limits.backup()).isBefore(at);
    }

    /** On one line, for people. */
    public String words() {
        if (!known) {
            return "unknown: the nodes are older than this console";
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
