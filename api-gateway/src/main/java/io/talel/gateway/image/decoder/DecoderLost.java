package io.talel.gateway.image.decoder;

/** Somebody else ended the process, for example the system for want of memory. */
final class DecoderLost extends Exception {
    private static final long serialVersionUID = 1L;

    DecoderLost(String reason) {
        super(reason);
    }
}
