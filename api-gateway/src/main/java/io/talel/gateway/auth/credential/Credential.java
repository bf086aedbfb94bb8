package io.talel.gateway.auth.credential;

/**
 * How a user proves who they are.
 *
 * @param passwordNumber which of their passwords it is: 0 is the first; another hash of the same password does not count
 */
public record Credential(String passwordHash, int passwordNumber) {

    /** Without the hash. */
    @Override
    public String toString() {
        return "Credential[passwordNumber=" + passwordNumber + "]";
    }
}
