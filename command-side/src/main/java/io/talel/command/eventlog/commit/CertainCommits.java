package io.talel.command.eventlog.commit;

import java.util.List;
import java.util.Optional;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of commands. A commit whose answer is lost succeeds if the log holds its events: after a failure the client
 * would send its write again.
 */
public final class CertainCommits implements TransactionManager {

    /** Name of the resource in which a unit of work keeps the identifier of an event that it appends. */
    private static final String APPENDED = "appended event";

    private static final Logger LOG = LoggerFactory.getLogger(CertainCommits.class);

    private final TransactionManager transactions;
    private final CommitOutcomes outcomes;

    CertainCommits(TransactionManager transactions, CommitOutcomes outcomes) {
        this.transactions = transactions;
        this.outcomes = outcomes;
    }

    /** Remembers an event that the running unit of work appends; it stands for all events of the transaction. */
    public static void appends(List<? extends EventMessage<?>> events) {
        if (CurrentUnitOfWork.isStarted() && !events.isEmpty()) {
            CurrentUnitOfWork.get()
                    .root()
                    .resources()
                    .put(APPENDED, events.getFirst().getIdentifier());
        }
    }

    @Override
    public Transaction startTransaction() {
        Transaction transaction = transactions.startTransaction();
        return new Transaction() {
            @Override
            public void commit() {
                try {
                    transaction.commit();
                } catch (RuntimeException e) {
                    settle(e);
                }
            }

            @Override
            public void rollback() {
                transaction.rollback();
            }
        };
    }

    private void settle(RuntimeException failure) {
        String event = CurrentUnitOfWork.get().root().getResource(APPENDED);
        if (event == null) {
            throw failure;
        }
        Optional<Boolean> recorded = outcomes.isRecorded(event);
        if (recorded.isEmpty()) {
            LOG.error("Nobody can say whether event {} is recorded; its command is answered as failed", event);
        }
        if (!recorded.orElse(false)) {
            throw failure;
        }
        LOG.warn("The answer to the commit of event {} was lost; it is recorded: {}", event, failure.toString());
    }
}
