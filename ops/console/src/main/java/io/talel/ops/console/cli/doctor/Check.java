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
            return Finding.problem(
                            "The check failed: "
                                    + String.valueOf(e.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse(""),
                            "Check that the migrations have run and the role has its rights.")
                    .of(name);
        }
    }
}
