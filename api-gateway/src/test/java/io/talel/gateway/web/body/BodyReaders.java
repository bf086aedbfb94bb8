package io.talel.gateway.web.body;

import io.talel.gateway.web.pool.BodySpaces;
import io.talel.gateway.web.pool.TestPeers;

/** Readers of bodies for tests. */
final class BodyReaders {

    private BodyReaders() {}

    static BodyReader withoutLimit() {
        return new BodyReader(BodySpaces.space(TestPeers::fast, Long.MAX_VALUE));
    }
}
