package io.talel.gateway.web.body;

import io.talel.gateway.web.pool.BodySpaces;

/** Readers of bodies for tests. */
final class BodyReaders {

    private BodyReaders() {}

    static BodyReader withoutLimit() {
        return new BodyReader(BodySpaces.space(BodySpaces::nobody, Long.MAX_VALUE));
    }
}
