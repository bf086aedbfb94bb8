package io.talel.ops.console.web.page;

import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.log.OperatorLog;
import io.talel.ops.backup.outcome.Outcome;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.outcome.Stopped;
import io.talel.ops.backup.store.ConnectionLoss;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.backup.store.Stores;
import io.talel.ops.console.status.Status;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Access of the pages to the stores: opens connections for one request, and logs operators' changes. */
public record StoreAccess(Settings settings, Operator operator) {

    private static final Logger LOG = LoggerFactory.getLogger(StoreAccess.class);

    @FunctionalInterface
    public interface Look<T> {
        T in(Stores stores) throws SQLException;
    }

    /** Changes the read models' database, and describes the change in a sentence. */
    @FunctionalInterface
    public interface Change {
        String in(Connection readModel) throws SQLException;
    }

    public Status status() throws SQLException {
        return Status.of(settings);
    }

    public <T> T look(Look<T> look) throws SQLException {
        try (Stores stores = Stores.open(settings)) {
            return look.in(stores);
        }
    }

    /** @return message for the operator */
    public String change(String command, String reason, Change change) throws SQLException {
        long entry = begin(command, reason);
        String done;
        try {
            done = perform(change);
        } catch (Stopped e) {
            end(entry, e.outcome(), String.valueOf(e.getMessage()));
            return String.valueOf(e.getMessage());
        } catch (Refused e) {
            end(entry, Outcome.REFUSED, String.valueOf(e.getMessage()));
            throw e;
        } catch (SQLException | RuntimeException e) {
            failed(entry, e);
            throw e;
        }
        try {
            end(entry, Outcome.DONE, done);
        } catch (SQLException e) {
            LOG.error("{} is done, but could not be recorded in the operator log", command, e);
            return done + " It could not be recorded in the operator log: " + e.getMessage();
        }
        return done;
    }

    /** A failure to close the connection does not undo the change. */
    private String perform(Change change) throws SQLException {
        Connection readModel = settings.readModel().write();
        try {
            return change.in(readModel);
        } finally {
            try {
                readModel.close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed", e);
            }
        }
    }

    /**
     * Logs a failure only if the change was certainly not made: if the answer was lost, the entry stays without an
     * outcome.
     */
    void failed(long entry, Exception error) throws SQLException {
        if (ConnectionLoss.isBehind(error)) {
            try (Connection eventStore = settings.eventStore().write()) {
                new OperatorLog(eventStore).note(entry, "It is unknown whether it was done: " + error.getMessage());
            }
        } else {
            end(entry, Outcome.FAILED, String.valueOf(error.getMessage()));
        }
    }

    /** @return id of the entry in the operator log, to be completed */
    public long begin(String command, String reason) throws SQLException {
        try (Connection eventStore = settings.eventStore().write()) {
            return new OperatorLog(eventStore).append(operator, command, FormField.reason(reason));
        }
    }

    public void end(long entry, Outcome outcome, String details) throws SQLException {
        try (Connection eventStore = settings.eventStore().write()) {
            new OperatorLog(eventStore).complete(entry, outcome, details);
        }
    }
}
