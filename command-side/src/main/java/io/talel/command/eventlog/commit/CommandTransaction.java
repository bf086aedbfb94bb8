package io.talel.command.eventlog.commit;

import java.util.Optional;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transaction of a command. A commit whose answer is lost succeeds if the log holds its events: after a failure the client
 * would send its write again.
 */
public final class CommandTransaction implements Transaction {

    /** Name of the resource in which a unit of work keeps its transaction. */
    private static final String RESOURCE = "transaction of the command";

    private static final Logger LOG = LoggerFactory.getLogger(CommandTransaction.class);

    private final Transaction transaction;
    private final CommitOutcomes outcomes;
    private @Nullable String event;
    private boolean claims;
    private @Nullable Runnable appendAndCommit;

    private CommandTransaction(Transaction transaction, CommitOutcomes outcomes) {
        this.transaction = transaction;
        this.outcomes = outcomes;
    }

    static CommandTransaction begin(Transaction transaction, CommitOutcomes outcomes) {
        CommandTransaction command = new CommandTransaction(transaction, outcomes);
        CurrentUnitOfWork.get().resources().put(RESOURCE, command);
        return command;
    }

    /** The transaction of the running command. */
    public static Optional<CommandTransaction> current() {
        return CurrentUnitOfWork.isStarted()
                ? Optional.ofNullable(CurrentUnitOfWork.get().root().getResource(RESOURCE))
                : Optional.empty();
    }

    /**
     * Remembers an event that is appended; it stands for all events of the transaction.
     *
     * @throws IllegalStateException if another append is left to the commit, which would put it behind this one
     */
    public void appends(String eventIdentifier) {
        if (appendAndCommit != null) {
            throw new IllegalStateException("An event is published after the append that commits");
        }
        event = eventIdentifier;
    }

    /** Remembers that the transaction claims a slug. */
    public void claims() {
        claims = true;
    }

    /**
     * Leaves an append to the commit, which sends both at once. Only a transaction that has claimed a slug may do so: its lock
     * tells {@link CommitOutcomes} that they may still reach the server.
     *
     * @param appendAndCommit the last statement of the transaction
     * @return whether it is left to the commit; otherwise the caller appends now
     */
    public boolean appendsAtCommit(Runnable appendAndCommit) {
        if (claims) {
            this.appendAndCommit = appendAndCommit;
        }
        return claims;
    }

    @Override
    public void commit() {
        if (appendAndCommit == null) {
            certainly(transaction::commit, CommitOutcomes.APPEND_LOCK);
        } else {
            certainly(appendAndCommit, CommitOutcomes.CLAIM_LOCK);
            // The server has committed: this sends nothing.
            end(transaction::commit);
        }
    }

    @Override
    public void rollback() {
        transaction.rollback();
    }

    /** @param lock the relation that the transaction has a lock on before the commit is sent */
    private void certainly(Runnable commit, String lock) {
        try {
            commit.run();
        } catch (RuntimeException e) {
            if (event == null || !ConnectionLoss.isBehind(e)) {
                throw e;
            }
            // Until the transaction has ended, this thread would look on the lost connection.
            end(transaction::rollback);
            requireRecorded(event, lock, e);
        }
    }

    private void requireRecorded(String event, String lock, RuntimeException failure) {
        Optional<Boolean> recorded = outcomes.isRecorded(event, lock);
        if (recorded.isEmpty()) {
            LOG.error("Nobody can say whether event {} is recorded; its command is answered as failed", event);
        }
        if (!recorded.orElse(false)) {
            throw failure;
        }
        LOG.warn("The answer to the commit of event {} was lost; it is recorded: {}", event, failure.toString());
    }

    /** Ends the transaction on this side; on that of the server it has ended. */
    private static void end(Runnable transaction) {
        try {
            transaction.run();
        } catch (RuntimeException e) {
            LOG.debug("A transaction that the server has ended", e);
        }
    }
}
