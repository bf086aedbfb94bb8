package io.talel.gateway.server.pace;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 with a slowest pace; Tomcat creates it by its class name. */
public final class PacedProtocol extends Http11NioProtocol {

    private final PacedEndpoint endpoint;

    public PacedProtocol() {
        this(new PacedEndpoint());
    }

    private PacedProtocol(PacedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** Must be called before the start. */
    public void use(Connections connections) {
        endpoint.use(connections);
    }

    @Override
    protected Processor createProcessor() {
        return new PacedProcessor(this, getAdapter());
    }
}
