package io.talel.gateway.auth.credential;

/**
 * How a user proves who they are.
 *
 * @param passwordGeneration which of their passwords it is: 0 is the first; another hash of the same password does not count
 * @param isDisabled whether an operator lets the user have no sessions
 */
public record Credential(String passwordHash, int passwordGeneration, boolean isDisabled) {

    /** Without the hash. */
    @Override
    public String toString() {
        return "Credential[passwordGeneration=" + passwordGeneration + ", isDisabled=" + isDisabled + "]";
    }
}
