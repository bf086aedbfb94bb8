package io.talel.gateway.auth.client;

/** Nobody has said whether there are proxies in front of this node. */
public final class ProxiesNotSet extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ProxiesNotSet() {
        super("TRUSTED_PROXIES must be set in production: behind a proxy that is not named there all clients are one.");
    }
}
