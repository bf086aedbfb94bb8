package io.talel.gateway.web.pool;

/** The peers of all requests. */
@FunctionalInterface
public interface Peers {

    /** The peer of the request that the current thread works on. */
    Peer current();
}
