package io.talel.ops.backup.store;

/**
 * @param user empty: the default user
 * @param password empty: none is asked for
 */
public record Redis(String host, int port, String user, String password, boolean tls) {

    /** Without the password, since records end up in logs. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
