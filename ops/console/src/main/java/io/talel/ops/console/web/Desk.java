package io.talel.ops.console.web;

import io.talel.ops.console.command.Change.Stopped;
import io.talel.ops.console.command.Refused;
import io.talel.ops.console.log.Operator;
import io.talel.ops.console.log.OperatorLog;
import io.talel.ops.console.log.Outcome;
import io.talel.ops.console.store.Settings;
import io.talel.ops.console.store.Stores;
import java.sql.Connection;
import java.sql.SQLException;

/** Where the pages look things up and have them done: connections for one request, and the log of what operators did. */
final class Desk {

    private final Settings settings;
    private final Operator operator;

    Desk(Settings settings, Operator operator) {
        this.settings = settings;
        this.operator = operator;
    }

    /** Reads what a page shows. */
    @FunctionalInterface
    interface Look<T> {
        T in(Stores stores) throws SQLException;
    }

    /** Changes something in the read models' database, and says what it did. */
    @FunctionalInterface
    interface Deed {
        String in(Connection readModel) throws SQLException;
    }

    Settings settings() {
        return settings;
    }

    Operator operator() {
        return operator;
    }

    <T> T look(Look<T> look) throws SQLException {
        try (Stores stores = Stores.open(settings)) {
            return look.in(stores);
        }
    }

    /** @return what to tell the operator */
    String change(String command, String reason, Deed deed) throws SQLException {
        long entry = begin(command, reason);
        try (Connection readModel = settings.readModel().write()) {
            String done = deed.in(readModel);
            end(entry, Outcome.DONE, done);
            return done;
        } catch (Stopped e) {
            end(entry, e.outcome(), String.valueOf(e.getMessage()));
            return String.valueOf(e.getMessage());
        } catch (Refused e) {
            end(entry, Outcome.REFUSED, String.valueOf(e.getMessage()));
            throw e;
        } catch (SQLException | RuntimeException e) {
            end(entry, Outcome.FAILED, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** @return the entry of the operator log to be completed */
    long begin(String command, String reason) throws SQLException {
        try (Connection eventStore = settings.eventStore().write()) {
            return new OperatorLog(eventStore).append(operator, command, Reason.of(reason));
        }
    }

    void end(long entry, Outcome outcome, String details) throws SQLException {
        try (Connection eventStore = settings.eventStore().write()) {
            new OperatorLog(eventStore).complete(entry, outcome, details);
        }
    }
}
