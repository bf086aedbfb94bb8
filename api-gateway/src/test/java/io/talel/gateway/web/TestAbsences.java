package io.talel.gateway.web;

import io.talel.gateway.bus.Queries;

/** Answers for tests about what is not there. */
public final class TestAbsences {

    private TestAbsences() {}

    public static Absences by(Queries queries) {
        return new Absences(queries);
    }
}
