package io.talel.gateway.web.pool;

/** The other end of the connection that a request came over. */
public interface Peer {

    /** Its network, as text; empty if it has gone. */
    String network();

    /** How far it is behind the slowest pace allowed, in nanoseconds; 0 while the node works. */
    long behind();

    /** Breaks the connection, from any thread. */
    void breakOff(Reason reason);

    /** Why a connection is broken. */
    enum Reason {
        /** It was slow, and room was needed. */
        NO_ROOM,
        /** It had held room for long, and another request waited for some. */
        HAD_TURN
    }
}
