package io.talel.gateway.webhook.delivery;

/**
 * What a receiver has answered.
 *
 * @param body its beginning, as text
 */
record Answer(int status, String body) {

    private static final int HUNDRED = 100;

    boolean isSuccess() {
        return status / HUNDRED == 2;
    }

    boolean isRedirect() {
        return status / HUNDRED == 3;
    }
}
