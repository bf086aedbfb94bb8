package io.talel.gateway.account.register;

/** Body of a registration. The whitelist is checked before the other fields. */
record RegisterRequest(String email, String password, String username) {

    /** Says nothing, so that no log shows an address or a password. */
    @Override
    public String toString() {
        return "RegisterRequest";
    }
}
