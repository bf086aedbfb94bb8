package io.talel.gateway.account.register;

/** Body of a registration, as it came: whether the e-mail is whitelisted is asked before anything is judged. */
record RegisterRequest(String email, String password, String username) {

    /** Says nothing, so that no log shows an address or a password. */
    @Override
    public String toString() {
        return "RegisterRequest";
    }
}
