package io.talel.kernel;

/** Names of the metadata that events carry, and but for {@link #PASSWORD_NUMBER} all of them. */
public final class MessageMetaData {

    /** Who caused it: {@code user-7}, or {@code anonymous} before log-in. */
    public static final String ACTOR = "actor";

    /** The {@link #ACTOR} that brings in people from elsewhere: they are not written to as if they had just come. */
    public static final String IMPORT = "import";

    /** Identifier of the message that began the whole conversation. */
    public static final String CORRELATION_ID = "correlationId";

    /** Identifier of the message that directly led to this one. */
    public static final String CAUSATION_ID = "causationId";

    /**
     * Which of the {@link #ACTOR}'s passwords they have just said, on what takes one: a number, the first is 0. What they ask
     * for with it counts for as long as it is their password.
     */
    public static final String PASSWORD_NUMBER = "passwordNumber";

    private MessageMetaData() {}
}
