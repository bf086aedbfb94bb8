package io.talel.gateway.article.bulk.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/** The files of an upload. Their names are never used as names on disk. */
public interface SourceFiles extends AutoCloseable {

    /** Names with {@code /}, relative to the folder that all files lie in. */
    List<String> names();

    boolean has(String name);

    /** @throws Unreadable while the file is read, if all reads of the upload together exceed the limit */
    InputStream open(String name) throws IOException;

    /** Names that are refused, since they lead out of the upload or are too long; of long ones the beginning. */
    List<String> unsafeNames();

    @Override
    void close() throws IOException;

    /** @throws Unreadable if it is longer, damaged or not UTF-8 */
    default String text(String name, int maxBytes) {
        try (InputStream in = open(name)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new Unreadable("is longer than " + maxBytes / 1024 + " KiB");
            }
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Unreadable("is not UTF-8");
        } catch (IOException e) {
            throw new Unreadable("is damaged");
        }
    }
}
