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
    private boolean hasClaimed;
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

    /** Remembers an event that is appended; it stands for all events of the transaction. */
    public void appends(String eventIdentifier) {
        event = eventIdentifier;
    }

    /** Remembers that the transaction has claimed a slug. */
    public void hasClaimed() {
        hasClaimed = true;
    }

    /**
     * Leaves an append to the commit, which sends both at once. Only a transaction that has claimed a slug may do so: its lock
     * tells {@link CommitOutcomes} that the server still waits for them.
     *
     * @param appendAndCommit the last statement of the transaction
     * @return whether it is left to the commit; otherwise the caller appends now
     */
    public boolean appendsAtCommit(Runnable appendAndCommit) {
        if (!hasClaimed || this.appendAndCommit != null) {
            return false;
        }
        this.appendAndCommit = appendAndCommit;
        return true;
    }

    @Override
    public void commit() {
        try {
            if (appendAndCommit != null) {
                appendAndCommit.run();
            }
            // After that it sends nothing, but ends the transaction on this side.
            transaction.commit();
        } catch (RuntimeException e) {
            settle(e);
        }
    }

    @Override
    public void rollback() {
        transaction.rollback();
    }

    private void settle(RuntimeException failure) {
        if (event == null || !ConnectionLoss.isBehind(failure)) {
            throw failure;
        }
        leaveConnection();
        Optional<Boolean> recorded = outcomes.isRecorded(event);
        if (recorded.isEmpty()) {
            LOG.error("Nobody can say whether event {} is recorded; its command is answered as failed", event);
        }
        if (!recorded.orElse(false)) {
            throw failure;
        }
        LOG.warn("The answer to the commit of event {} was lost; it is recorded: {}", event, failure.toString());
    }

    /** Until the transaction has ended, this thread would look for the event on the lost connection. */
    private void leaveConnection() {
        try {
            transaction.rollback();
        } catch (RuntimeException e) {
            LOG.debug("A rollback on a lost connection", e);
        }
    }
}
