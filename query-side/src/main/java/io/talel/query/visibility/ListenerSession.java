package io.talel.query.visibility;

/** The session on which this node listens. The server ends it when the node dies. */
public final class ListenerSession {

    private volatile int process;

    void opened(int backend) {
        process = backend;
    }

    /** Its process at the server, 0 before it is opened; the last one while it is broken. */
    public int process() {
        return process;
    }
}
