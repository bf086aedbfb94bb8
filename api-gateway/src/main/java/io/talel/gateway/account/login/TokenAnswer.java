package io.talel.gateway.account.login;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A fresh access token; the refresh token travels in its cookie. */
record TokenAnswer(@JsonProperty("access_token") String accessToken) {

    /** Says nothing, so that no log shows a token. */
    @Override
    public String toString() {
        return "TokenAnswer";
    }
}
