package io.talel.gateway.web;

import io.talel.gateway.bus.Queries;

/** Answers for tests about what is not there. */
public final class TestRefusals {

    private TestRefusals() {}

    public static NotFoundRefusals by(Queries queries) {
        return new NotFoundRefusals(queries);
    }
}
