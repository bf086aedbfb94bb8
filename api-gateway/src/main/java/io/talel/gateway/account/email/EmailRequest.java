package io.talel.gateway.account.email;

/** Body of a request for a mail. */
public record EmailRequest(String email) {

    /** Says nothing, so that no log shows an address. */
    @Override
    public String toString() {
        return "EmailRequest";
    }
}
