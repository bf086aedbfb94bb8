package io.talel.query.processor;

import java.lang.management.ManagementFactory;
import java.util.UUID;

/** The name under which this node claims segments. */
record NodeName(String name) {

    /** Makes a name that, unlike Axon's {@code pid@host}, is unique among containers of a host and after a restart. */
    static NodeName start() {
        String process = ManagementFactory.getRuntimeMXBean().getName();
        return new NodeName(process + "-" + UUID.randomUUID().toString().substring(0, 8));
    }
}
