package io.talel.gateway.mail.queue;

import io.talel.gateway.auth.schema.PersonalRows;
import io.talel.gateway.work.LeasedQueue;
import io.talel.gateway.work.LeasedQueue.Table;
import io.talel.kernel.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The queue of mails to send, and the sent ones: rows of the event store's database. Any node sends them. */
@Component
public final class MailQueue implements PersonalRows {

    /** Lease of the node that took a mail, unless it {@linkplain #keep extends} it. */
    public static final Duration LEASE = Duration.ofMinutes(2);

    /** How long a mail is kept after its request. Its last attempt comes within a day. */
    private static final Duration KEPT = Duration.ofDays(31);

    private static final String COLUMNS = """
            id, kind, user_id, given_at, password_number, created_at, attempts, sent_at IS NOT NULL AS perhaps_sent
            """;

    private final JdbcClient jdbc;
    private final LeasedQueue<QueuedMail> due;

    public MailQueue(@Qualifier("authJdbcClient") JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.due = new LeasedQueue<>(
                jdbc,
                new Table("auth.mail", "id", true, COLUMNS),
                LEASE,
                (row, _) -> new QueuedMail(
                        row.getObject("id", UUID.class),
                        MailKind.valueOf(row.getString("kind")),
                        new UserId(row.getLong("user_id")),
                        row.getLong("given_at"),
                        row.getInt("password_number"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getInt("attempts"),
                        row.getBoolean("perhaps_sent")));
    }

    /**
     * Queues a mail, in the transaction of the caller if there is one.
     *
     * @param addressVersion version of the event of the user's stream that gave the address of the recipient
     * @param cause cause of the mail: a user gets one mail of a kind for a cause
     * @return whether the mail was queued
     */
    public boolean add(MailKind kind, UserId userId, long addressVersion, String cause) {
        return add(kind, userId, addressVersion, 0, cause);
    }

    /**
     * As above, for {@link MailKind#CONFIRM_EMAIL_CHANGE}.
     *
     * @param passwordGeneration generation of the password at the request; after a change of the password the mail is not sent
     */
    public boolean addLink(UserId userId, long addressVersion, int passwordGeneration, String cause) {
        return add(MailKind.CONFIRM_EMAIL_CHANGE, userId, addressVersion, passwordGeneration, cause);
    }

    private boolean add(MailKind kind, UserId userId, long addressVersion, int passwordGeneration, String cause) {
        return jdbc.sql("""
                        INSERT INTO auth.mail (kind, user_id, given_at, password_number, cause)
                        VALUES (:kind, :userId, :addressVersion, :passwordGeneration, :cause)
                        ON CONFLICT (user_id, kind, cause) DO NOTHING
                        """)
                        .param("kind", kind.name())
                        .param("userId", userId.value())
                        .param("addressVersion", addressVersion)
                        .param("passwordGeneration", passwordGeneration)
                        .param("cause", cause)
                        .update()
                > 0;
    }

    /** Cancels mails that no node has taken yet, in the transaction of the caller if there is one. */
    public void takeBack(MailKind kind, UserId userId) {
        jdbc.sql("UPDATE auth.mail SET due_at = NULL WHERE user_id = :userId AND kind = :kind")
                .param("userId", userId.value())
                .param("kind", kind.name())
                .update();
    }

    @Override
    public void stop(UserId userId) {
        forget(userId);
    }

    @Override
    public void forget(UserId userId) {
        jdbc.sql("DELETE FROM auth.mail WHERE user_id = :userId")
                .param("userId", userId.value())
                .update();
    }

    /** Takes due mails that no other node has, the oldest first. */
    public List<QueuedMail> take(int most) {
        return due.take(most);
    }

    /** Extends the lease of mails under way on this node, unless they were cancelled meanwhile. */
    public void keep(Set<UUID> mails) {
        due.keep(mails);
    }

    public void sent(QueuedMail mail) {
        jdbc.sql("UPDATE auth.mail SET sent_at = now(), due_at = NULL WHERE id = :id")
                .param("id", mail.id())
                .update();
    }

    /** Records that a mail may have been sent; it is tried once more, unless it was cancelled meanwhile. */
    public void perhapsSent(QueuedMail mail, Duration pause) {
        jdbc.sql("""
                        UPDATE auth.mail SET sent_at = now(), due_at = now() + make_interval(secs => :pause)
                        WHERE id = :id AND due_at IS NOT NULL
                        """).param("pause", pause.toSeconds()).param("id", mail.id()).update();
    }

    /** Records that a mail was given up. */
    public void giveUp(QueuedMail mail) {
        jdbc.sql("UPDATE auth.mail SET due_at = NULL WHERE id = :id")
                .param("id", mail.id())
                .update();
    }

    /** Schedules another attempt, unless the mail was cancelled meanwhile. */
    public void tryAgainIn(Duration pause, QueuedMail mail) {
        due.dueIn(pause, mail.id());
    }

    /** Deletes mails that were asked for more than 31 days ago, and were sent or given up. */
    public void forgetOld() {
        jdbc.sql("DELETE FROM auth.mail WHERE due_at IS NULL AND created_at < now() - make_interval(secs => :kept)")
                .param("kept", KEPT.toSeconds())
                .update();
    }
}
