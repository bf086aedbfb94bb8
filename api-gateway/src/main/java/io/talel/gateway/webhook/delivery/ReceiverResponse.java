package io.talel.gateway.webhook.delivery;

/**
 * What a receiver has answered.
 *
 * @param body its beginning, as text
 */
record ReceiverResponse(int status, String body) {

    private static final int HUNDRED = 100;
    private static final int GONE = 410;

    boolean isSuccess() {
        return status / HUNDRED == 2;
    }

    /** Whether the receiver wants no more messages. */
    boolean isGone() {
        return status == GONE;
    }

    boolean isRedirect() {
        return status / HUNDRED == 3;
    }
}
