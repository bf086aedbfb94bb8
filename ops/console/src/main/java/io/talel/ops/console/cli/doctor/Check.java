package io.talel.ops.console.cli.doctor;

import java.io.IOException;
import java.sql.SQLException;

/**
 * One thing that is looked at.
 *
 * @param name what, in a few words
 */
record Check(String name, Look look) {

    /** Looks, and judges. */
    @FunctionalInterface
    interface Look {
        Finding at(DoctorContext context, String name) throws SQLException, IOException;
    }

    /** A check that cannot be made is no reason not to make the others. */
    Finding of(DoctorContext context) throws IOException {
        try {
            return look.at(context, name);
        } catch (SQLException e) {
            return Finding.problem(
                    name,
                    "It could not be looked at: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "See whether the migrations have run and the role has its rights.");
        }
    }
}
