package io.talel.gateway.image.decoder;

/** The process was ended from outside, for example by the system when memory ran out. */
final class DecoderLost extends Exception {
    private static final long serialVersionUID = 1L;

    DecoderLost(String reason) {
        super(reason);
    }
}
