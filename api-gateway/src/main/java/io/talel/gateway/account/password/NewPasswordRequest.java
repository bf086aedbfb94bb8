package io.talel.gateway.account.password;

/** Body of a request that sets a forgotten password. */
record NewPasswordRequest(String password) {

    /** Says nothing, so that no log shows a password. */
    @Override
    public String toString() {
        return "NewPasswordRequest";
    }
}
