package io.talel.gateway.web.pool;

import java.util.HashMap;
import java.util.Map;

/** How many KiB of a {@link FairPool} each network or account holds or is about to get. */
final class PoolUsage {

    private final Map<String, Long> kib = new HashMap<>();

    long of(String name) {
        return kib.getOrDefault(name, 0L);
    }

    /** @param change in KiB */
    void add(String name, long change) {
        kib.merge(name, change, (before, more) -> before + more == 0 ? null : before + more);
    }
}
