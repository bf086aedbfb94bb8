package io.talel.gateway.auth;

/** Body of a request for a mail, as it came. */
record EmailRequest(String email) {

    /** Says nothing, so that no log shows an address. */
    @Override
    public String toString() {
        return "EmailRequest";
    }
}
