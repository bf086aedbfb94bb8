package io.talel.gateway.account.password;

/** Body of a change of the password. */
record PasswordChangeRequest(String currentPassword, String newPassword) {

    /** Says nothing, so that no log shows a password. */
    @Override
    public String toString() {
        return "PasswordChangeRequest";
    }
}
