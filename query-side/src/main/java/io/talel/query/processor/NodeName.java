package io.talel.query.processor;

import java.lang.management.ManagementFactory;
import java.util.UUID;

/** The name of this node among those that share the segments. */
record NodeName(String name) {

    /** Unlike Axon's own name, {@code pid@host}, no two containers on one host share it, nor does a restarted one. */
    static NodeName start() {
        String process = ManagementFactory.getRuntimeMXBean().getName();
        return new NodeName(process + "-" + UUID.randomUUID().toString().substring(0, 8));
    }
}
