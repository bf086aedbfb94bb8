package io.talel.ops.console.cli.doctor;

import java.io.IOException;
import java.sql.SQLException;

/**
 * One check.
 *
 * @param name of what it checks, in a few words
 */
record Check(String name, Look look) {

    @FunctionalInterface
    interface Look {
        Finding at(DoctorContext context) throws SQLException, IOException;
    }

    /** A check that fails must not prevent the others. */
    Finding of(DoctorContext context) throws IOException {
        try {
            return look.at(context).of(name);
        } catch (SQLException e) {
            return failed(e, "Check that the migrations have run and the role has its rights.");
        } catch (RuntimeException e) {
            return failed(e, "Check the variables by `ops/talelio doctor --config`.");
        }
    }

    private Finding failed(Exception e, String remedy) {
        String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return Finding.problem("The check failed: " + what, remedy).of(name);
    }
}
