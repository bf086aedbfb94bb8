package io.talel.gateway.auth.client;

/** The node does not know whether there are proxies in front of it. */
public final class ProxiesNotSet extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ProxiesNotSet() {
        super("TRUSTED_PROXIES must be set in production: behind a proxy that is not named there all clients are one.");
    }
}
