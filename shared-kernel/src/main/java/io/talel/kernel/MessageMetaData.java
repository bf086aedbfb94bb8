package io.talel.kernel;

/** Names of the metadata that events carry, and but for {@link #PASSWORD_GENERATION} all of them. */
public final class MessageMetaData {

    /** Who caused it: {@code user-7}, or {@code anonymous} before log-in. */
    public static final String ACTOR = "actor";

    /** The {@link #ACTOR} that brings in people from elsewhere: they are not written to as if they had just come. */
    public static final String IMPORT = "import";

    /** The {@link #ACTOR} that does what was scheduled before. */
    public static final String SCHEDULE = "schedule";

    /** Identifier of the request or message that began the whole conversation. */
    public static final String CORRELATION_ID = "correlationId";

    /** Identifier of the message, or of the request, that directly led to this one. */
    public static final String CAUSATION_ID = "causationId";

    /**
     * Generation of the {@link #ACTOR}'s password that they have just entered, on requests that require it: a number, the first
     * is 0. The request is void once they have another password. Stored under an older name.
     */
    public static final String PASSWORD_GENERATION = "passwordNumber";

    private MessageMetaData() {}
}
