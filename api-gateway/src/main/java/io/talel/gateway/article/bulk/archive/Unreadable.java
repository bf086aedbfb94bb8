package io.talel.gateway.article.bulk.archive;

/** Something that cannot be imported; the reason continues a sentence about it: {@code is not UTF-8}. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public Unreadable(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
