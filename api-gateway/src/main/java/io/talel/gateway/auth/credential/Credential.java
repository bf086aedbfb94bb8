package io.talel.gateway.auth.credential;

/**
 * The stored credential of a user.
 *
 * @param passwordGeneration number of changes of the password so far; a new hash of the same password does not count
 * @param isDisabled whether an operator has disabled the user
 */
public record Credential(String passwordHash, int passwordGeneration, boolean isDisabled) {

    /** Without the hash. */
    @Override
    public String toString() {
        return "Credential[passwordGeneration=" + passwordGeneration + ", isDisabled=" + isDisabled + "]";
    }
}
