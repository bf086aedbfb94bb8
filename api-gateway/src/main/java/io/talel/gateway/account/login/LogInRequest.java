package io.talel.gateway.account.login;

/** Body of a log-in. */
record LogInRequest(String email, String password) {

    /** Says nothing, so that no log shows an address or a password. */
    @Override
    public String toString() {
        return "LogInRequest";
    }
}
