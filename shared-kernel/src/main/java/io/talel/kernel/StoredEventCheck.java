package io.talel.kernel;

/**
 * Reads events as they are stored, by the code of the write side but without any of its stores: found by {@link
 * java.util.ServiceLoader}. It knows no person's key, so personal fields are read as those of erased persons.
 */
public interface StoredEventCheck {

    /**
     * Makes the event of what is stored, older revisions by way of the newer ones.
     *
     * @param name as the log stores it: {@code ArticlePublished}
     * @throws UnreadableEvent if this version knows no such event
     * @throws RuntimeException if it is not what its name and revision say
     */
    void check(String name, String revision, byte[] payload, byte[] metadata);
}
