package io.talel.command.eventlog.commit;

import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Starts the transactions of commands. A command that another one sends takes part in its transaction. */
final class CertainCommits implements TransactionManager {

    private final TransactionManager transactions;
    private final CommitOutcomes outcomes;

    CertainCommits(TransactionManager transactions, CommitOutcomes outcomes) {
        this.transactions = transactions;
        this.outcomes = outcomes;
    }

    @Override
    public Transaction startTransaction() {
        boolean takesPart = CurrentUnitOfWork.get().parent().isPresent();
        Transaction transaction = transactions.startTransaction();
        return takesPart ? transaction : CommandTransaction.begin(transaction, outcomes);
    }
}
