package io.talel.ops.localstack.serve;

/** What was asked for is not done, and nothing was touched; the message says why and what to do. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }
}
