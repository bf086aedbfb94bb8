package io.talel.query.visibility;

/** The session on which this node listens. The server ends it when the node dies. */
public final class ListenerSession {

    private volatile int process;

    void opened(int backend) {
        process = backend;
    }

    void closed() {
        process = 0;
    }

    /** Its process at the server, 0 while it is not open. */
    public int process() {
        return process;
    }
}
