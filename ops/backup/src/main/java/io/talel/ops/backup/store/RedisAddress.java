package io.talel.ops.backup.store;

/**
 * @param user empty for the default user
 * @param password empty for no password
 * @param certificate file of the trusted certificates; empty for those of Java
 */
public record RedisAddress(String host, int port, String user, String password, boolean tls, String certificate) {

    /** Leaves out the password, since records end up in logs. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
